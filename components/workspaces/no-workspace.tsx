'use client';

import Link from 'next/link';
import { lazy, Suspense, useState } from 'react';
import { useSignOut } from '#components/identity/use-sign-out.ts';
import { LonePage } from '#components/shell/lone-page.tsx';
import { Button, buttonClass } from '#components/ui/button.tsx';
import type { Session } from '#lib/identity/session-schema.ts';
import { accountPath } from '#lib/paths.ts';
import { DeletedWorkspaces } from './deleted-workspaces.tsx';

const NewWorkspaceDialog = lazy(async () => ({
  default: (await import('./new-workspace-dialog.tsx')).NewWorkspaceDialog,
}));

const stay = () => undefined;

/** Home of a person without a workspace: whom to ask, and what can be brought back. */
export function NoWorkspace({ session }: { session: Session }) {
  const [creating, setCreating] = useState(false);
  const { signOut } = useSignOut();
  const { user, deletedWorkspaces, canCreateWorkspaces } = session;
  return (
    <LonePage title="You are in no workspace">
      <p className="text-muted">
        You are signed in as <b className="text-text">{user.displayName}</b>
        {user.email && user.email !== user.displayName ? ` (${user.email})` : ''}. To work with data here, ask
        an Owner of a workspace for an invitation.
      </p>
      {deletedWorkspaces.length > 0 ? (
        <section aria-labelledby="deleted-workspaces">
          <h2 id="deleted-workspaces" className="mb-2">
            Deleted workspaces
          </h2>
          <DeletedWorkspaces workspaces={deletedWorkspaces} onRestored={stay} />
        </section>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {canCreateWorkspaces ? (
          <Button look="primary" onClick={() => setCreating(true)}>
            New workspace…
          </Button>
        ) : null}
        <Link href={accountPath} prefetch={false} className={buttonClass()}>
          My account
        </Link>
        <Button onClick={signOut}>Sign out</Button>
      </div>
      <Suspense>{creating ? <NewWorkspaceDialog onClose={() => setCreating(false)} /> : null}</Suspense>
    </LonePage>
  );
}
