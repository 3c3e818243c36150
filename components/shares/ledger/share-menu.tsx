'use client';

import type { ReactNode } from 'react';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '#components/ui/menu.tsx';
import type { Share } from '#lib/shares/share-schema.ts';
import type { ShareQuestion } from './share-dialogs.tsx';

interface ShareMenuProps {
  trigger: ReactNode;
  share: Share;
  mayChange: boolean;
  onAsk: (question: ShareQuestion) => void;
}

/** What can be done with a link; those of others are only looked at, unless one is an Owner. */
export function ShareMenu({ trigger, share, mayChange, onAsk }: ShareMenuProps) {
  const alive = mayChange && !share.revokedAt;
  return (
    <Menu trigger={trigger} align="end" defaultOpen>
      {alive ? (
        <>
          <MenuItem onSelect={() => onAsk({ kind: 'link', share })}>Show and copy the link…</MenuItem>
          <MenuItem onSelect={() => onAsk({ kind: 'edit', share })}>Extend or change…</MenuItem>
        </>
      ) : null}
      <MenuItem onSelect={() => onAsk({ kind: 'log', share })}>Access log…</MenuItem>
      {alive ? (
        <>
          <MenuSeparator />
          <MenuItem danger onSelect={() => onAsk({ kind: 'revoke', shares: [share] })}>
            Revoke…
          </MenuItem>
        </>
      ) : null}
      {mayChange ? null : (
        <MenuLabel>
          It is {share.maker.displayName}’s link: they and the Owners can change or revoke it.
        </MenuLabel>
      )}
    </Menu>
  );
}
