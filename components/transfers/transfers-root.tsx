'use client';

import { lazy, Suspense, useSyncExternalStore } from 'react';
import { desk } from './desk.ts';
import { DropVeil } from './drop-veil.tsx';

const UploadDialog = lazy(() =>
  import('./upload-dialog.tsx').then((module) => ({ default: module.UploadDialog })),
);
const Tray = lazy(() => import('./tray.tsx').then((module) => ({ default: module.Tray })));

const emptyDesk = desk.get();

/** Everything of transfers that a page shows: the place to drop files, the upload dialog, the tray. Mounted once. */
export function TransfersRoot({ workspaceId, canUpload }: { workspaceId: string; canUpload: boolean }) {
  const { request, tray } = useSyncExternalStore(desk.subscribe, desk.get, () => emptyDesk);
  return (
    <Suspense fallback={null}>
      {canUpload ? <DropVeil /> : null}
      {request ? <UploadDialog workspaceId={workspaceId} request={request} /> : null}
      {tray ? <Tray /> : null}
    </Suspense>
  );
}
