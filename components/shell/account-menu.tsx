'use client';

import { useMutation } from '@tanstack/react-query';
import { IconButton } from '#components/ui/button.tsx';
import { errorSentence } from '#components/ui/error-notice.tsx';
import { PersonIcon } from '#components/ui/icons.tsx';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '#components/ui/menu.tsx';
import { showToast } from '#components/ui/toast-store.ts';
import type { Session } from '#lib/identity/session-schema.ts';
import { useApi } from './api-context.ts';

export function AccountMenu({ user }: { user: Session['user'] | undefined }) {
  const api = useApi();
  const { mutate: signOut } = useMutation({
    mutationFn: () => api('signOut', {}),
    // A new page, so that nothing of this person stays in memory.
    onSuccess: () => window.location.assign('/sign-in'),
    onError: (error) => showToast({ text: errorSentence(error), tone: 'bad' }),
  });
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={user ? `Account of ${user.displayName}` : 'Account'}>
          <PersonIcon />
        </IconButton>
      }
    >
      <MenuLabel>
        <span className="block font-medium text-sm text-text">{user?.displayName}</span>
        {user?.email}
      </MenuLabel>
      <MenuSeparator />
      <MenuItem onSelect={() => signOut()}>Sign out</MenuItem>
    </Menu>
  );
}
