'use client';

import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useId, useMemo, useRef } from 'react';
import { sessionQuery } from '#components/identity/session-query.ts';
import { useApi } from '#components/shell/api-context.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { errorSentence } from '#components/ui/error-notice.tsx';
import { showToast } from '#components/ui/toast-store.ts';
import { SluiceError } from '#lib/errors.ts';
import { countOf } from '#lib/format/count.ts';
import { beginDraft } from './begin-draft.ts';
import { closeUpload, openUpload, showTray, type UploadRequest } from './desk.ts';
import { DraftRow } from './draft-row.tsx';
import { countNames, type Draft, isReady, labelOf } from './drafts.ts';
import { batchOfNow, warmEngine } from './engine.ts';
import { FilePicker } from './file-picker.tsx';
import { asFiles, asFolder } from './folder-drafts.ts';
import type { Picked } from './picked.ts';
import { useDrafts } from './use-drafts.ts';

/** A hundred files must not be a hundred requests at once. */
const begunAtOnce = 4;

/** Names and types for the files to upload; a file that the portal takes moves to the tray at once. */
export function UploadDialog({ workspaceId, request }: { workspaceId: string; request: UploadRequest }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const { drafts, current, change, replace, remove } = useDrafts(request);
  const { dataset } = request;
  const begun = useRef(false);
  const open = useRef(true);
  const formId = useId();
  const form = useRef<HTMLFormElement>(null);
  const upload = useRef<HTMLButtonElement>(null);
  const filled = drafts.length > 0;

  useEffect(warmEngine, []);
  useEffect(() => {
    // The page below it changes with Back and Forward; over another page it would be out of place.
    window.addEventListener('popstate', closeUpload);
    return () => window.removeEventListener('popstate', closeUpload);
  }, []);
  useEffect(() => {
    // The browser has put the focus on the button that closes the dialog: Enter would lose what was dropped.
    if (!filled) return;
    const name = form.current?.querySelector('input');
    name?.select();
    const next = upload.current?.disabled ? form.current?.querySelector('button') : upload.current;
    (name ?? next)?.focus();
  }, [filled]);
  useEffect(() => {
    open.current = true;
    return () => {
      open.current = false;
    };
  }, []);

  useEffect(() => {
    // The last file has moved to the tray.
    if (begun.current && drafts.length === 0) closeUpload();
  }, [drafts]);

  async function begin(draft: Draft, datasetId = dataset?.id, batch = batchOfNow()) {
    if (!open.current) return;
    change(draft.id, { reserving: true, refusal: undefined, taken: undefined });
    try {
      showTray();
      // Asked anew: somebody else may have signed in in another tab.
      const { user } = await queryClient.fetchQuery({ ...sessionQuery(api), staleTime: 10_000 });
      await beginDraft(draft, {
        userId: user.id,
        portal: { kind: 'workspace', workspaceId },
        name: dataset?.name ?? draft.name,
        datasetId,
        batch,
      });
      begun.current = true;
      remove(draft.id);
    } catch (error) {
      change(draft.id, { reserving: false, ...refusalOf(error, draft.name) });
      if (!open.current)
        showToast({
          text: `${labelOf(draft.picked)} was not uploaded. ${errorSentence(error)}`,
          tone: 'bad',
        });
    }
  }

  const names = useMemo(() => countNames(drafts), [drafts]);
  const ready = drafts.filter((draft) => isReady(draft, names, dataset));
  const busy = drafts.some(({ reserving }) => reserving);

  async function beginAll() {
    const [batch, waiting] = [batchOfNow(), ready.values()];
    async function beginWaiting() {
      for (const { id } of waiting) {
        // Meanwhile it may have been renamed or left out, or the dialog closed.
        const draft = current().find((candidate) => candidate.id === id);
        if (draft && isReady(draft, countNames(current()), dataset)) await begin(draft, undefined, batch);
      }
    }
    await Promise.all(Array.from({ length: begunAtOnce }, beginWaiting));
  }

  function add(picked: Picked[]) {
    openUpload({ ...request, files: [...request.files, ...picked] });
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!busy) void beginAll();
  }

  function leave() {
    if (!filled || window.confirm('Close this without uploading what you chose and typed here?'))
      closeUpload();
  }

  const singles = drafts.filter(({ picked }) => picked.kind === 'file');
  const joinable = singles.length > 1 && singles.length === drafts.length;
  return (
    <Dialog
      width="wide"
      title={dataset ? `Upload a new version of ${dataset.name}` : 'Upload'}
      onClose={leave}
      footer={
        <>
          <Button onClick={closeUpload}>Cancel</Button>
          <Button
            ref={upload}
            type="submit"
            form={formId}
            look="primary"
            busy={busy}
            disabled={ready.length === 0}
          >
            {ready.length > 1
              ? `Upload ${countOf(ready.length, ready.every(isFile) ? 'file' : 'dataset')}`
              : 'Upload'}
          </Button>
        </>
      }
    >
      <form ref={form} id={formId} onSubmit={submit}>
        {drafts.length > 1 && (joinable || dataset) ? (
          <p className="pb-3 text-muted">
            {dataset
              ? 'A new version is one file or one folder; leave out the others. '
              : 'Each file becomes a dataset. '}
            {joinable ? (
              <button
                type="button"
                className="text-accent hover:underline"
                disabled={busy}
                onClick={() =>
                  replace(
                    singles.map(({ id }) => id),
                    [asFolder(singles)],
                  )
                }
              >
                Make them one {dataset ? 'version' : 'dataset'} of {countOf(singles.length, 'file')}
              </button>
            ) : null}
          </p>
        ) : null}
        <ul className="grid grid-cols-[minmax(0,1fr)]">
          {drafts.map((draft) => (
            <DraftRow
              key={draft.id}
              draft={draft}
              names={names}
              alone={drafts.length === 1}
              named={!dataset}
              onChange={(changes) => change(draft.id, changes)}
              onRemove={() => remove(draft.id)}
              onNewVersion={(datasetId) => void begin(draft, datasetId)}
              onSplit={
                dataset || draft.picked.kind === 'file'
                  ? undefined
                  : () => replace([draft.id], asFiles(draft.picked))
              }
            />
          ))}
        </ul>
      </form>
      <FilePicker several={!dataset} folders small={drafts.length > 0} onPicked={add} />
    </Dialog>
  );
}

const isFile = ({ picked }: Draft) => picked.kind === 'file';

function refusalOf(error: unknown, name: string): Pick<Draft, 'refusal' | 'taken'> {
  if (!(error instanceof SluiceError))
    return { refusal: 'The upload could not begin; reload the page and try again.', taken: undefined };
  if (error.code !== 'name_taken') return { refusal: error.message, taken: undefined };
  const { datasetId } = error.details;
  return {
    refusal: undefined,
    taken: { name, datasetId: typeof datasetId === 'string' ? datasetId : undefined },
  };
}
