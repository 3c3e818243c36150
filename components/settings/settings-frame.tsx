'use client';

import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { Tabs } from '#components/ui/tabs.tsx';
import { tokensPath } from '#lib/paths.ts';

/** The sections of a workspace's settings, in the order of their tabs. */
const sections = [{ label: 'Authorization tokens', pathOf: tokensPath }] as const;

/** What every settings page stands in: the heading and the way to the others. */
export function SettingsFrame({ workspaceId, children }: { workspaceId: string; children: ReactNode }) {
  const pathname = usePathname();
  return (
    <div className="max-w-[1000px]">
      <h1 className="min-h-8">Settings</h1>
      <Tabs
        label="Settings"
        className="mt-1.5 mb-4"
        tabs={sections.map(({ label, pathOf }) => ({
          label,
          href: pathOf(workspaceId),
          current: pathname === pathOf(workspaceId),
        }))}
      />
      {children}
    </div>
  );
}
