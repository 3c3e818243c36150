'use client';

import { lazy, Suspense, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import type { Workspace } from '#lib/workspaces/workspace-schema.ts';

const LeaveDialog = lazy(async () => ({ default: (await import('./leave-dialog.tsx')).LeaveDialog }));
const DeleteWorkspaceDialog = lazy(async () => ({
  default: (await import('./delete-workspace-dialog.tsx')).DeleteWorkspaceDialog,
}));

/** The ways out: leaving the workspace, and for Owners deleting it. */
export function EndSection({ workspace, manages }: { workspace: Workspace; manages: boolean }) {
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
            why="You lose access at once; what you made stays. An Owner can invite you again."
            button="Leave…"
            onClick={() => setDialog('leave')}
          />
        ) : null}
        {manages ? (
          <Way
            what="Delete the workspace"
            why="For everybody, with all it holds. For 7 days an Owner can restore it."
            button="Delete…"
            onClick={() => setDialog('delete')}
          />
        ) : null}
      </div>
      <Suspense>
        {dialog === 'leave' ? <LeaveDialog workspace={workspace} onClose={close} /> : null}
        {dialog === 'delete' ? <DeleteWorkspaceDialog workspace={workspace} onClose={close} /> : null}
      </Suspense>
    </section>
  );
}

function Way({
  what,
  why,
  button,
  onClick,
}: {
  what: string;
  why: string;
  button: string;
  onClick: () => void;
}) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-line border-b px-4 py-3 last:border-b-0">
      <div className="min-w-0">
        <h3 className="font-semibold">{what}</h3>
        <p className="text-muted">{why}</p>
      </div>
      <Button look="danger" className="border-line-strong!" aria-label={`${what}…`} onClick={onClick}>
        {button}
      </Button>
    </div>
  );
}
