'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useApi } from '#components/shell/api-context.ts';
import { Button } from '#components/ui/button.tsx';
import { membersQuery } from '#components/users/user-queries.ts';
import { usersPath } from '#lib/paths.ts';
import type { Workspace } from '#lib/workspaces/workspace-schema.ts';

const LeaveDialog = lazy(async () => ({ default: (await import('./leave-dialog.tsx')).LeaveDialog }));
const DeleteWorkspaceDialog = lazy(async () => ({
  default: (await import('./delete-workspace-dialog.tsx')).DeleteWorkspaceDialog,
}));

/** The ways out: leaving the workspace, and for Owners deleting it. */
export function EndSection({ workspace, manages }: { workspace: Workspace; manages: boolean }) {
  const { data: members, isPending } = useQuery({
    ...membersQuery(useApi(), workspace.id),
    enabled: manages,
  });
  // Until that is known nobody is offered what may not be done.
  const isUnknown = manages && isPending;
  const isLastOwner = manages && members?.items.filter(({ role }) => role === 'Owner').length === 1;
  const [dialog, setDialog] = useState<'leave' | 'delete'>();
  const close = () => setDialog(undefined);
  return (
    <section aria-labelledby="end" className="mt-8">
      <h2 id="end" className="mb-2">
        {manages ? 'Leave or delete' : 'Leave'}
      </h2>
      <div className="panel">
        {workspace.can.includes('workspace.leave') ? (
          <Way
            what="Leave the workspace"
            button={isLastOwner || isUnknown ? undefined : 'Leave…'}
            onClick={() => setDialog('leave')}
          >
            {isLastOwner ? (
              <>
                You are the last Owner. Make somebody else an Owner first, in{' '}
                <Link href={usersPath(workspace.id)} className="link">
                  Users
                </Link>
                ; then you can leave.
              </>
            ) : (
              'You lose access at once; what you made stays. An Owner can invite you again.'
            )}
          </Way>
        ) : null}
        {manages ? (
          <Way what="Delete the workspace" button="Delete…" onClick={() => setDialog('delete')}>
            For everybody, with all it holds. For 7 days an Owner can restore it.
          </Way>
        ) : null}
      </div>
      <Suspense>
        {dialog === 'leave' ? <LeaveDialog workspace={workspace} onClose={close} /> : null}
        {dialog === 'delete' ? <DeleteWorkspaceDialog workspace={workspace} onClose={close} /> : null}
      </Suspense>
    </section>
  );
}

interface WayProps {
  what: string;
  /** Absent: it cannot be done, and the words tell why. */
  button: string | undefined;
  onClick: () => void;
  children: ReactNode;
}

function Way({ what, button, onClick, children }: WayProps) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-line border-b px-4 py-3 last:border-b-0">
      <div className="min-w-0">
        <h3 className="font-semibold">{what}</h3>
        <p className="text-muted">{children}</p>
      </div>
      {button ? (
        <Button look="danger" className="border-line-strong!" aria-label={`${what}…`} onClick={onClick}>
          {button}
        </Button>
      ) : null}
    </div>
  );
}
