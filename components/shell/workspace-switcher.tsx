'use client';

import { Button } from '#components/ui/button.tsx';
import { ChevronDownIcon } from '#components/ui/icons.tsx';
import { Menu, MenuItem, MenuLabel } from '#components/ui/menu.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { datasetsPath } from '#lib/paths.ts';
import type { Workspace } from '#lib/workspaces/workspace-schema.ts';

interface WorkspaceSwitcherProps {
  workspaceId: string;
  workspace: Workspace | undefined;
  others: readonly Workspace[];
}

export function WorkspaceSwitcher({ workspaceId, workspace, others }: WorkspaceSwitcherProps) {
  return (
    <Menu
      trigger={
        <Button look="quiet" className="min-w-0 shrink! px-2!" title="Workspace">
          {workspace ? <span className="truncate">{workspace.name}</span> : <Skeleton className="w-24" />}
          <ChevronDownIcon className="shrink-0 text-faint" />
        </Button>
      }
    >
      <MenuLabel>Workspaces</MenuLabel>
      {others.map(({ id, name, role }) => (
        <MenuItem key={id} href={datasetsPath(id)} checked={id === workspaceId}>
          {name} <span className="text-muted">{role}</span>
        </MenuItem>
      ))}
    </Menu>
  );
}
