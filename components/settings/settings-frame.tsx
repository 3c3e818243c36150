'use client';

import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { Tabs } from '#components/ui/tabs.tsx';
import { tokensPath } from '#lib/paths.ts';

/** The sections of a workspace's settings, in the order of their tabs. */
const sections = [{ label: 'Authorization tokens', pathOf: tokensPath }] as const;

/** What every settings page stands in: the way to the others. A page brings its own heading. */
export function SettingsFrame({ workspaceId, children }: { workspaceId: string; children: ReactNode }) {
  const pathname = usePathname();
  return (
    <div className="max-w-[1000px]">
      <Tabs
        label="Settings"
        className="-mt-2 mb-5"
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
