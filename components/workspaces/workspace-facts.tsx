'use client';

import { lazy, Suspense, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import type { Workspace } from '#lib/workspaces/workspace-schema.ts';

const RenameWorkspaceDialog = lazy(async () => ({
  default: (await import('./rename-workspace-dialog.tsx')).RenameWorkspaceDialog,
}));

/** Name, id and one's role in the workspace. */
export function WorkspaceFacts({ workspace, manages }: { workspace: Workspace; manages: boolean }) {
  const [renaming, setRenaming] = useState(false);
  const { id, name, role } = workspace;
  return (
    <>
      <dl className="grid gap-y-0.5 md:grid-cols-[112px_minmax(0,1fr)]">
        <dt className="text-muted md:py-1.5">Name</dt>
        <dd className="flex min-h-8 min-w-0 items-center gap-3">
          <span className="min-w-0 font-semibold">{name}</span>
          {manages ? <Button onClick={() => setRenaming(true)}>Rename…</Button> : null}
        </dd>
        <dt className="text-muted md:py-1.5">Workspace id</dt>
        <dd className="flex min-h-8 min-w-0 items-center">
          <code className="min-w-0">{id}</code>
          <CopyButton text={id} what="workspace id" className="h-7! w-7!" />
        </dd>
        <dt className="text-muted md:py-1.5">Your role</dt>
        <dd className="flex min-h-8 items-center">{role}</dd>
      </dl>
      <Suspense>
        {renaming ? <RenameWorkspaceDialog workspace={workspace} onClose={() => setRenaming(false)} /> : null}
      </Suspense>
    </>
  );
}
