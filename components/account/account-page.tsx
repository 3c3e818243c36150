'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { sessionQuery } from '#components/identity/session-query.ts';
import { AccountButton } from '#components/shell/account-button.tsx';
import { useApi } from '#components/shell/api-context.ts';
import { BrandMark } from '#components/shell/brand.tsx';
import { toggleTheme } from '#components/shell/theme.ts';
import { IconButton } from '#components/ui/button.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { ThemeIcon } from '#components/ui/icons.tsx';
import { MyWorkspaces } from './my-workspaces.tsx';
import { Profile } from './profile.tsx';
import { Sessions } from './sessions.tsx';

/** `/account`: what is mine wherever I am a member, and where I am a member of nothing. */
export function AccountPage() {
  const { data: session, error, refetch, isFetching } = useQuery(sessionQuery(useApi()));
  return (
    <>
      <header className="flex h-12 items-center gap-1 border-line border-b bg-panel px-4 md:px-6">
        <Link href="/" className="mr-auto flex items-center gap-2 font-semibold">
          <BrandMark /> Sluice
        </Link>
        <IconButton label="Change between light and dark" onClick={toggleTheme}>
          <ThemeIcon />
        </IconButton>
        <AccountButton user={session?.user} />
      </header>
      <main className="mx-auto grid max-w-[760px] gap-6 px-4 pt-5 pb-[max(96px,var(--tray-room,0px))] md:px-6">
        <h1 className="min-h-8">My account</h1>
        {!session && error ? <ErrorNotice error={error} onRetry={refetch} retrying={isFetching} /> : null}
        <Profile user={session?.user} />
        <MyWorkspaces workspaces={session?.workspaces} />
        <Sessions />
      </main>
    </>
  );
}
