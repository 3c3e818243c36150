'use client';

import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '#components/identity/session-query.ts';
import { IconButton } from '#components/ui/button.tsx';
import { MenuIcon, SearchIcon, ThemeIcon } from '#components/ui/icons.tsx';
import type { Workspace } from '#lib/workspaces/workspace-schema.ts';
import { AccountButton } from './account-button.tsx';
import { useApi } from './api-context.ts';
import { toggleTheme } from './theme.ts';
import { WorkspaceSwitcher } from './workspace-switcher.tsx';

interface TopBarProps {
  workspaceId: string;
  workspace: Workspace | undefined;
  onOpenRail: () => void;
  onOpenPalette: () => void;
}

export function TopBar({ workspaceId, workspace, onOpenRail, onOpenPalette }: TopBarProps) {
  const { data: session } = useQuery(sessionQuery(useApi()));
  return (
    <header className="sticky top-0 z-20 flex h-12 items-center gap-1 border-line border-b bg-panel px-2 md:gap-2 md:px-6">
      <IconButton label="Navigation" className="md:hidden" onClick={onOpenRail}>
        <MenuIcon />
      </IconButton>
      <WorkspaceSwitcher workspaceId={workspaceId} workspace={workspace} session={session} />
      <button
        type="button"
        onClick={onOpenPalette}
        aria-keyshortcuts="/ Control+K Meta+K"
        className="ml-auto flex h-8 w-80 min-w-8 shrink items-center justify-center gap-2 rounded-(--radius) border border-line-strong bg-panel px-2 text-faint max-md:w-8 max-md:border-transparent max-md:text-text md:justify-start md:px-2.5"
      >
        <SearchIcon className="shrink-0" />
        <span className="max-md:sr-only">Find datasets</span>
        <kbd className="ml-auto rounded border border-line-strong px-1 text-[11px]/4 text-muted max-md:hidden">
          /
        </kbd>
      </button>
      <IconButton label="Change between light and dark" onClick={toggleTheme}>
        <ThemeIcon />
      </IconButton>
      <AccountButton user={session?.user} />
    </header>
  );
}
