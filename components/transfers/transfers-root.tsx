'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react';
import { sessionQuery } from '#components/identity/session-query.ts';
import { useApi } from '#components/shell/api-context.ts';
import { desk, dropFiles, emptyDesk, mayHaveUploads, noteUser, onUploadsElsewhere } from './desk.ts';
import { DropVeil } from './drop-veil.tsx';

const UploadDialog = lazy(() =>
  import('./upload-dialog.tsx').then((module) => ({ default: module.UploadDialog })),
);

/** What a workspace's pages begin transfers with: the place to drop files, and the upload dialog. */
export function TransfersRoot({ workspaceId, canUpload }: { workspaceId: string; canUpload: boolean }) {
  const { request } = useSyncExternalStore(desk.subscribe, desk.get, () => emptyDesk);
  useRemembered();
  useWhoIsHere();
  return (
    <Suspense fallback={null}>
      {canUpload ? (
        <DropVeil onPicked={dropFiles}>
          Drop files to upload them, each as a dataset; a folder becomes one dataset
        </DropVeil>
      ) : null}
      {request ? <UploadDialog workspaceId={workspaceId} request={request} /> : null}
    </Suspense>
  );
}

/** Notes who is signed in. Where that is somebody else by now, as in another tab, nothing of who was here before may stay. */
function useWhoIsHere(): void {
  const session = useQuery({ ...sessionQuery(useApi()), refetchOnWindowFocus: 'always' });
  const userId = session.data?.user.id;
  useEffect(() => {
    const before = desk.get().userId;
    if (before !== undefined && userId !== undefined && before !== userId) window.location.reload();
    else noteUser(userId);
  }, [userId]);
}

/** Once a page is there, the uploads that this browser remembers come back to the tray, and those another tab begins are shown. */
function useRemembered(): void {
  const api = useApi();
  const queryClient = useQueryClient();
  useEffect(
    () =>
      onUploadsElsewhere(() => {
        import('./remembered.ts').then(({ watchTabs }) => watchTabs()).catch(() => undefined);
      }),
    [],
  );
  useEffect(() => {
    if (!mayHaveUploads()) return;
    async function look() {
      const { user } = await queryClient.ensureQueryData(sessionQuery(api));
      const { showRemembered } = await import('./remembered.ts');
      noteUser(user.id);
      await showRemembered(user.id);
    }
    // Without it the page works as ever; uploads are found with the next page.
    look().catch(() => undefined);
  }, [api, queryClient]);
}
