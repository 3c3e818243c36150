'use client';

import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { TransfersRoot } from '#components/transfers/index.ts';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { SluiceError } from '#lib/errors.ts';
import { useApi } from './api-context.ts';
import { LonePage } from './lone-page.tsx';
import { PaletteHost } from './palette-host.tsx';
import { Rail, RailDrawer } from './rail.tsx';
import { TopBar } from './top-bar.tsx';
import { workspaceQuery } from './workspace-query.ts';

/** The frame around every page of a workspace: rail, top bar, palette and transfers. */
export function Shell({ workspaceId, children }: { workspaceId: string; children: ReactNode }) {
  const { data: workspace, error, refetch, isFetching } = useQuery(workspaceQuery(useApi(), workspaceId));
  const [drawer, setDrawer] = useState(false);
  const [palette, setPalette] = useState(false);

  if (error instanceof SluiceError && (error.code === 'not_found' || error.code === 'bad_request'))
    return (
      <LonePage title="There is no such workspace">
        <p>Or you are not a member of it; ask one of its Owners.</p>
        <div>
          <a href="/" className="link">
            Go to your own workspace
          </a>
        </div>
      </LonePage>
    );

  const canUpload = workspace?.can.includes('dataset.create') ?? false;
  return (
    <>
      <a
        href="#main"
        className="sr-only z-50 rounded-(--radius) bg-accent px-3 py-1.5 text-accent-ink focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the content
      </a>
      <div className="md:grid md:grid-cols-[216px_minmax(0,1fr)]">
        <aside className="sticky top-0 hidden h-dvh border-line border-r bg-sunken md:block">
          <Rail workspaceId={workspaceId} workspace={workspace} />
        </aside>
        <div className="flex min-h-dvh min-w-0 flex-col">
          <TopBar
            workspaceId={workspaceId}
            workspace={workspace}
            onOpenRail={() => setDrawer(true)}
            onOpenPalette={() => setPalette(true)}
          />
          <main
            id="main"
            tabIndex={-1}
            className="min-w-0 flex-1 px-4 pt-5 pb-[max(96px,var(--tray-room,0px))] outline-none md:px-6"
          >
            {error && !workspace ? (
              <div className="mb-3">
                <ErrorNotice error={error} onRetry={refetch} retrying={isFetching} />
              </div>
            ) : null}
            {children}
          </main>
        </div>
      </div>
      {drawer ? (
        <RailDrawer workspaceId={workspaceId} workspace={workspace} onClose={() => setDrawer(false)} />
      ) : null}
      <TransfersRoot workspaceId={workspaceId} canUpload={canUpload} />
      <PaletteHost workspaceId={workspaceId} canUpload={canUpload} open={palette} onOpenChange={setPalette} />
    </>
  );
}
