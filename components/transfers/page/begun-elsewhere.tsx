'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, useSyncExternalStore } from 'react';
import { useApi } from '#components/shell/api-context.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { keepFocus } from '#components/ui/keep-focus.ts';
import { Time } from '#components/ui/time.tsx';
import { showToast } from '#components/ui/toast-store.ts';
import { formatBytes } from '#lib/format/bytes.ts';
import { countOf } from '#lib/format/count.ts';
import { exactTime } from '#lib/format/time.ts';
import type { OpenUpload } from '#lib/transfers/upload-schema.ts';
import { transfersStore } from '../transfers-store.ts';
import { begunElsewhereQuery } from './begun-elsewhere-query.ts';

interface BegunElsewhereProps {
  userId: string | undefined;
  workspaceId: string;
}

/**
 * One's uploads that the portal keeps room for and this browser knows nothing of: begun in another one, or forgotten with its
 * storage. Nothing is shown where there is none, or where that cannot be told.
 */
export function BegunElsewhere({ userId, workspaceId }: BegunElsewhereProps) {
  const { data } = useQuery(begunElsewhereQuery(useApi(), userId, workspaceId));
  const { transfers } = useSyncExternalStore(
    transfersStore.subscribe,
    transfersStore.get,
    transfersStore.get,
  );
  const [asked, ask] = useState<OpenUpload>();
  // What runs here may have found no room in the browser's storage.
  const isHere = ({ name, size }: OpenUpload) =>
    transfers.some((transfer) => !transfer.settled && transfer.name === name && transfer.size === size);
  const uploads = data?.filter((upload) => !isHere(upload)) ?? [];
  return (
    <>
      {uploads.length > 0 ? (
        <section aria-labelledby="begun-elsewhere" className="mb-6">
          <h2 id="begun-elsewhere">Begun elsewhere</h2>
          <p className="mt-1 mb-2 max-w-[80ch] text-muted">
            Not ended, and not known to this browser: go on in the one that began them, or give them up. Until
            then they hold room in the workspace.
          </p>
          <ul ref={keepFocus} className="panel" aria-label="Uploads begun elsewhere">
            {uploads.map((upload) => (
              <Row key={upload.id} upload={upload} onGiveUp={() => ask(upload)} />
            ))}
          </ul>
        </section>
      ) : null}
      {asked ? (
        <GiveUpDialog
          upload={asked}
          userId={userId}
          workspaceId={workspaceId}
          onClose={() => ask(undefined)}
        />
      ) : null}
    </>
  );
}

function Row({ upload, onGiveUp }: { upload: OpenUpload; onGiveUp: () => void }) {
  const { name, fileName, fileCount, size, createdAt, expiresAt } = upload;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b px-3 py-2.5 last:border-b-0">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex items-baseline gap-2">
          <b className="truncate">{name}</b>
          <span className="shrink-0 text-muted">{formatBytes(size)}</span>
        </p>
        <p className="text-muted text-xs">
          {fileCount === null ? fileName : countOf(fileCount, 'file')} · begun <Time at={createdAt} /> · ends
          by itself {exactTime(expiresAt)}
        </p>
      </div>
      <Button look="danger" aria-label={`Give up ${name}`} onClick={onGiveUp}>
        Give up…
      </Button>
    </li>
  );
}

function GiveUpDialog({
  upload: { id: uploadId, name },
  userId,
  workspaceId,
  onClose,
}: BegunElsewhereProps & { upload: OpenUpload; onClose: () => void }) {
  const api = useApi();
  const client = useQueryClient();
  const { queryKey } = begunElsewhereQuery(api, userId, workspaceId);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => api('cancelUpload', { params: { workspaceId, uploadId } }),
    // It may have been listed in another browser meanwhile.
    onError: () => client.invalidateQueries({ queryKey }),
    onSuccess: async () => {
      showToast({ text: `The upload of ${name} is given up.` });
      onClose();
      await client.invalidateQueries({ queryKey });
    },
  });
  return (
    <Dialog
      title={`Give up the upload of “${name}”?`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="destroy" busy={isPending} onClick={() => mutate()}>
            Give up
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <p>
          What has arrived is removed from storage and cannot be brought back. A browser that is still sending
          it stops.
        </p>
        {error ? <ErrorNotice error={error} /> : null}
      </div>
    </Dialog>
  );
}
