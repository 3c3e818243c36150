'use client';

import { LonePage } from '#components/shell/lone-page.tsx';
import { Button, buttonClass } from '#components/ui/button.tsx';
import type { Session } from '#lib/identity/session-schema.ts';
import { accountPath } from '#lib/paths.ts';
import { useSignOut } from './use-sign-out.ts';

/** Where somebody new stands: signed in, and a member of nothing yet. */
export function NoWorkspace({ session: { user, deletedWorkspaces } }: { session: Session }) {
  const { signOut } = useSignOut();
  return (
    <LonePage title="You are in no workspace yet">
      <p>
        You are signed in as <strong>{user.displayName}</strong>
        {user.email && user.email !== user.displayName ? ` (${user.email})` : ''}. Datasets are in workspaces,
        and an Owner lets people in.
      </p>
      <p>
        Ask an Owner of your team’s workspace to invite you (Settings → Users), and open the link you get in
        this browser.
      </p>
      {deletedWorkspaces.length > 0 ? (
        <p className="text-muted">A workspace you deleted can still be restored, in your account.</p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <a href={accountPath} className={buttonClass()}>
          My account
        </a>
        <Button onClick={signOut}>Sign out</Button>
      </div>
    </LonePage>
  );
}
