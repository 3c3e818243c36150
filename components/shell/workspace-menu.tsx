'use client';

import type { ReactNode } from 'react';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '#components/ui/menu.tsx';
import { datasetsPath } from '#lib/paths.ts';
import type { Workspace } from '#lib/workspaces/workspace-schema.ts';

interface WorkspaceMenuProps {
  trigger: ReactNode;
  workspaceId: string;
  workspaces: readonly Workspace[];
  /** Absent where one may not create any. */
  onNew: (() => void) | undefined;
  /** Absent where none can be restored. */
  onDeleted: (() => void) | undefined;
}

/** The workspaces one is a member of, and the way to new and deleted ones. */
export function WorkspaceMenu({ trigger, workspaceId, workspaces, onNew, onDeleted }: WorkspaceMenuProps) {
  return (
    <Menu trigger={trigger} defaultOpen>
      <MenuLabel>Workspaces</MenuLabel>
      {workspaces.map(({ id, name, role }) => (
        <MenuItem key={id} href={datasetsPath(id)} checked={id === workspaceId}>
          {name} <span className="text-muted">{role}</span>
        </MenuItem>
      ))}
      {onNew || onDeleted ? <MenuSeparator /> : null}
      {onNew ? <MenuItem onSelect={onNew}>New workspace…</MenuItem> : null}
      {onDeleted ? <MenuItem onSelect={onDeleted}>Deleted workspaces…</MenuItem> : null}
    </Menu>
  );
}
