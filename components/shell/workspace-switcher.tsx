'use client';

import { lazy, Suspense, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ChevronDownIcon } from '#components/ui/icons.tsx';
import { MenuOnDemand } from '#components/ui/menu-on-demand.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { Session } from '#lib/identity/session-schema.ts';
import type { Workspace } from '#lib/workspaces/workspace-schema.ts';

const load = async () => ({ default: (await import('./workspace-menu.tsx')).WorkspaceMenu });
const WorkspaceMenu = lazy(load);
const NewWorkspaceDialog = lazy(async () => ({
  default: (await import('#components/workspaces/new-workspace-dialog.tsx')).NewWorkspaceDialog,
}));
const DeletedWorkspacesDialog = lazy(async () => ({
  default: (await import('#components/workspaces/deleted-workspaces-dialog.tsx')).DeletedWorkspacesDialog,
}));

interface WorkspaceSwitcherProps {
  workspaceId: string;
  workspace: Workspace | undefined;
  session: Session | undefined;
}

export function WorkspaceSwitcher({ workspaceId, workspace, session }: WorkspaceSwitcherProps) {
  const [dialog, setDialog] = useState<'new' | 'deleted'>();
  const close = () => setDialog(undefined);
  const deleted = session?.deletedWorkspaces ?? [];
  return (
    <>
      <MenuOnDemand
        load={load}
        trigger={
          <Button look="quiet" className="min-w-0 shrink! px-2! md:-ml-2" title="Workspace">
            {workspace ? <span className="truncate">{workspace.name}</span> : <Skeleton className="w-24" />}
            <ChevronDownIcon className="shrink-0 text-faint" />
          </Button>
        }
      >
        {(trigger) => (
          <WorkspaceMenu
            trigger={trigger}
            workspaceId={workspaceId}
            workspaces={session?.workspaces ?? []}
            onNew={session?.canCreateWorkspaces ? () => setDialog('new') : undefined}
            onDeleted={deleted.length > 0 ? () => setDialog('deleted') : undefined}
          />
        )}
      </MenuOnDemand>
      <Suspense>
        {dialog === 'new' ? <NewWorkspaceDialog onClose={close} /> : null}
        {dialog === 'deleted' ? <DeletedWorkspacesDialog workspaces={deleted} onClose={close} /> : null}
      </Suspense>
    </>
  );
}
