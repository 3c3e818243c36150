'use client';

import type { ReactNode } from 'react';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '#components/ui/menu.tsx';
import type { AnyLink } from './link-table.tsx';

/** What can be asked of one link, whichever way its data flows. */
export type LinkAction = 'link' | 'edit' | 'log' | 'revoke';

interface LinkMenuProps {
  trigger: ReactNode;
  link: AnyLink;
  mayChange: boolean;
  onChoose: (action: LinkAction) => void;
}

/** What can be done with a link; those of others are only looked at, unless one is an Owner. */
export function LinkMenu({ trigger, link, mayChange, onChoose }: LinkMenuProps) {
  const alive = mayChange && !link.revokedAt;
  return (
    <Menu trigger={trigger} align="end" defaultOpen>
      {alive ? (
        <>
          <MenuItem onSelect={() => onChoose('link')}>Show and copy the link…</MenuItem>
          <MenuItem onSelect={() => onChoose('edit')}>Extend or change…</MenuItem>
        </>
      ) : null}
      <MenuItem onSelect={() => onChoose('log')}>Access log…</MenuItem>
      {alive ? (
        <>
          <MenuSeparator />
          <MenuItem danger onSelect={() => onChoose('revoke')}>
            Revoke…
          </MenuItem>
        </>
      ) : null}
      {mayChange ? null : (
        <MenuLabel>
          It is {link.maker.displayName}’s link: they and the Owners can change or revoke it.
        </MenuLabel>
      )}
    </Menu>
  );
}
