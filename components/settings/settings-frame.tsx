'use client';

import { useQuery } from '@tanstack/react-query';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { useApi } from '#components/shell/api-context.ts';
import { workspaceQuery } from '#components/shell/workspace-query.ts';
import { Tabs } from '#components/ui/tabs.tsx';
import type { Action } from '#lib/access/actions.ts';
import { auditPath, generalPath, tokensPath, usersPath } from '#lib/paths.ts';

interface Section {
  label: string;
  pathOf: (workspaceId: string) => string;
  /** Only who may do this sees the tab. */
  needs?: Action;
}

/** The sections of a workspace's settings, in the order of their tabs. */
const sections: readonly Section[] = [
  { label: 'General', pathOf: generalPath },
  { label: 'Users', pathOf: usersPath },
  { label: 'Authorization tokens', pathOf: tokensPath },
  { label: 'Audit', pathOf: auditPath, needs: 'audit.read' },
];

/** What every settings page stands in: the heading and the way to the others. */
export function SettingsFrame({ workspaceId, children }: { workspaceId: string; children: ReactNode }) {
  const pathname = usePathname();
  const { data: workspace } = useQuery(workspaceQuery(useApi(), workspaceId));
  const mine = sections.filter(({ needs }) => !needs || workspace?.can.includes(needs));
  return (
    <div className="max-w-[1000px]">
      <h1 className="min-h-8">Settings</h1>
      <Tabs
        label="Settings"
        className="mt-1.5 mb-4"
        tabs={mine.map(({ label, pathOf }) => ({
          label,
          href: pathOf(workspaceId),
          current: pathname === pathOf(workspaceId),
        }))}
      />
      {children}
    </div>
  );
}
