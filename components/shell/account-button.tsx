'use client';

import { lazy } from 'react';
import { IconButton } from '#components/ui/button.tsx';
import { PersonIcon } from '#components/ui/icons.tsx';
import { MenuOnDemand } from '#components/ui/menu-on-demand.tsx';
import type { Session } from '#lib/identity/session-schema.ts';

const load = async () => ({ default: (await import('./account-menu.tsx')).AccountMenu });
const AccountMenu = lazy(load);

export function AccountButton({ user }: { user: Session['user'] | undefined }) {
  return (
    <MenuOnDemand
      load={load}
      trigger={
        <IconButton label={user ? `Account of ${user.displayName}` : 'Account'}>
          <PersonIcon />
        </IconButton>
      }
    >
      {(trigger) => <AccountMenu trigger={trigger} user={user} />}
    </MenuOnDemand>
  );
}
