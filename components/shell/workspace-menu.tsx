'use client';

import type { ReactNode } from 'react';
import { Menu, MenuItem, MenuLabel } from '#components/ui/menu.tsx';
import { datasetsPath } from '#lib/paths.ts';
import type { Workspace } from '#lib/workspaces/workspace-schema.ts';

interface WorkspaceMenuProps {
  trigger: ReactNode;
  workspaceId: string;
  workspaces: readonly Workspace[];
}

/** The workspaces one is a member of. */
export function WorkspaceMenu({ trigger, workspaceId, workspaces }: WorkspaceMenuProps) {
  return (
    <Menu trigger={trigger} defaultOpen>
      <MenuLabel>Workspaces</MenuLabel>
      {workspaces.map(({ id, name, role }) => (
        <MenuItem key={id} href={datasetsPath(id)} checked={id === workspaceId}>
          {name} <span className="text-muted">{role}</span>
        </MenuItem>
      ))}
    </Menu>
  );
}
