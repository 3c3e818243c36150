'use client';

import type { ReactNode } from 'react';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '#components/ui/menu.tsx';
import type { DataRequest } from '#lib/shares/data-request-schema.ts';
import type { RequestQuestion } from './request-dialogs.tsx';

interface RequestMenuProps {
  trigger: ReactNode;
  request: DataRequest;
  mayChange: boolean;
  onAsk: (question: RequestQuestion) => void;
}

/** What can be done with a link to receive data. */
export function RequestMenu({ trigger, request, mayChange, onAsk }: RequestMenuProps) {
  const alive = mayChange && !request.revokedAt;
  return (
    <Menu trigger={trigger} align="end" defaultOpen>
      {alive ? (
        <>
          <MenuItem onSelect={() => onAsk({ kind: 'link', request })}>Show and copy the link…</MenuItem>
          <MenuItem onSelect={() => onAsk({ kind: 'edit', request })}>Extend or change…</MenuItem>
        </>
      ) : null}
      <MenuItem onSelect={() => onAsk({ kind: 'log', request })}>Access log…</MenuItem>
      {alive ? (
        <>
          <MenuSeparator />
          <MenuItem danger onSelect={() => onAsk({ kind: 'revoke', request })}>
            Revoke…
          </MenuItem>
        </>
      ) : null}
      {mayChange ? null : (
        <MenuLabel>
          It is {request.maker.displayName}’s link: they and the Owners can change or revoke it.
        </MenuLabel>
      )}
    </Menu>
  );
}
