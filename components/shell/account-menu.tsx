'use client';

import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { errorSentence } from '#components/ui/error-notice.tsx';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '#components/ui/menu.tsx';
import { showToast } from '#components/ui/toast-store.ts';
import type { Session } from '#lib/identity/session-schema.ts';
import { accountPath } from '#lib/paths.ts';
import { useApi } from './api-context.ts';

interface AccountMenuProps {
  trigger: ReactNode;
  user: Session['user'] | undefined;
}

/** Who is signed in, and the way out. */
export function AccountMenu({ trigger, user }: AccountMenuProps) {
  const api = useApi();
  const { mutate: signOut } = useMutation({
    mutationFn: () => api('signOut', {}),
    // A new page, so that nothing of this person stays in memory.
    onSuccess: () => window.location.assign('/sign-in'),
    onError: (error) => showToast({ text: errorSentence(error), tone: 'bad' }),
  });
  return (
    <Menu trigger={trigger} align="end" defaultOpen>
      <MenuLabel>
        <span className="block font-medium text-sm text-text">{user?.displayName}</span>
        {user?.email}
      </MenuLabel>
      <MenuSeparator />
      <MenuItem href={accountPath}>My account</MenuItem>
      <MenuItem onSelect={() => signOut()}>Sign out</MenuItem>
    </Menu>
  );
}
