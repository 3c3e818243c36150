'use client';

import { lazy, Suspense, useSyncExternalStore } from 'react';
import { desk, emptyDesk } from './desk.ts';
import { DropVeil } from './drop-veil.tsx';

const UploadDialog = lazy(() =>
  import('./upload-dialog.tsx').then((module) => ({ default: module.UploadDialog })),
);

/** What a workspace's pages begin transfers with: the place to drop files, and the upload dialog. */
export function TransfersRoot({ workspaceId, canUpload }: { workspaceId: string; canUpload: boolean }) {
  const { request } = useSyncExternalStore(desk.subscribe, desk.get, () => emptyDesk);
  return (
    <Suspense fallback={null}>
      {canUpload ? <DropVeil /> : null}
      {request ? <UploadDialog workspaceId={workspaceId} request={request} /> : null}
    </Suspense>
  );
}
