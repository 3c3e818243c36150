'use client';

import type { ReactNode } from 'react';
import { useSignOut } from '#components/identity/use-sign-out.ts';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '#components/ui/menu.tsx';
import type { Session } from '#lib/identity/session-schema.ts';
import { accountPath } from '#lib/paths.ts';

interface AccountMenuProps {
  trigger: ReactNode;
  user: Session['user'] | undefined;
}

/** Who is signed in, and the way out. */
export function AccountMenu({ trigger, user }: AccountMenuProps) {
  const { providerLabel, signOut, signOutHere } = useSignOut();
  return (
    <Menu trigger={trigger} align="end" defaultOpen>
      <MenuLabel>
        <span className="block font-medium text-sm text-text">{user?.displayName}</span>
        {user?.email}
      </MenuLabel>
      <MenuSeparator />
      <MenuItem href={accountPath}>My account</MenuItem>
      <MenuItem onSelect={signOut}>
        {providerLabel ? `Sign out here and at ${providerLabel}` : 'Sign out'}
      </MenuItem>
      {providerLabel ? <MenuItem onSelect={signOutHere}>Sign out here only</MenuItem> : null}
    </Menu>
  );
}
