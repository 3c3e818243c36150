'use client';

import { lazy } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ChevronDownIcon } from '#components/ui/icons.tsx';
import { MenuOnDemand } from '#components/ui/menu-on-demand.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { Workspace } from '#lib/workspaces/workspace-schema.ts';

const load = async () => ({ default: (await import('./workspace-menu.tsx')).WorkspaceMenu });
const WorkspaceMenu = lazy(load);

interface WorkspaceSwitcherProps {
  workspaceId: string;
  workspace: Workspace | undefined;
  workspaces: readonly Workspace[];
}

export function WorkspaceSwitcher({ workspaceId, workspace, workspaces }: WorkspaceSwitcherProps) {
  return (
    <MenuOnDemand
      load={load}
      trigger={
        <Button look="quiet" className="min-w-0 shrink! px-2! md:-ml-2" title="Workspace">
          {workspace ? <span className="truncate">{workspace.name}</span> : <Skeleton className="w-24" />}
          <ChevronDownIcon className="shrink-0 text-faint" />
        </Button>
      }
    >
      {(trigger) => <WorkspaceMenu trigger={trigger} workspaceId={workspaceId} workspaces={workspaces} />}
    </MenuOnDemand>
  );
}
