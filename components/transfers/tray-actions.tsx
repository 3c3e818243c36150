import { useRef } from 'react';
import { errorSentence } from '#components/ui/error-notice.tsx';
import { dismissToast, showToast } from '#components/ui/toast-store.ts';
import { countOf } from '#lib/format/count.ts';
import { canGoWithoutFailed, isRunning } from '#lib/transfers/transfer-view.ts';
import { cancelUpload, goOnWith, goWithoutFailed, pauseUpload, resumeUpload, retryUpload } from './engine.ts';
import { recall } from './journal/journal.ts';
import { openAgain, pickedOfInput } from './picked.ts';
import { findTransfer, putTransfer, removeTransfers, type Transfer } from './transfers-store.ts';
import { TrayAction } from './tray-action.tsx';
import type { ChosenAgain } from './worker/messages.ts';

/** What can be done with an upload of this tab, at every moment. */
export function TrayActions({ transfer }: { transfer: Transfer }) {
  const { id, label, phase, files } = transfer;
  const needsFile =
    (phase.name === 'failed' && phase.needs === 'file') || (phase.name === 'interrupted' && !phase.handle);
  return (
    <>
      {isRunning(transfer) ? (
        <TrayAction label={`Pause ${label}`} onClick={() => pauseUpload(id)}>
          Pause
        </TrayAction>
      ) : null}
      {phase.name === 'paused' ? (
        <TrayAction label={`Go on with ${label}`} onClick={() => resumeUpload(id)}>
          Go on
        </TrayAction>
      ) : null}
      {phase.name === 'interrupted' && phase.handle ? (
        <TrayAction label={`Go on with ${label}`} onClick={() => void openRemembered(transfer)}>
          Go on
        </TrayAction>
      ) : null}
      {needsFile ? <ChooseAgain transfer={transfer} /> : null}
      {phase.name === 'failed' && phase.needs === 'retry' ? (
        <TrayAction label={`Retry ${label}`} onClick={() => retryUpload(id)}>
          Retry
        </TrayAction>
      ) : null}
      {phase.name === 'failed' && files && canGoWithoutFailed(files) ? (
        <TrayAction
          label={`Go on with ${label}, without ${countOf(files.failedCount, 'file')}`}
          onClick={() => goWithoutFailed(id)}
        >
          {`Go on without ${files.failedCount === 1 ? 'it' : 'them'}`}
        </TrayAction>
      ) : null}
      {phase.name === 'done' || phase.name === 'cancelled' ? (
        <TrayAction
          label={`Take ${label} off the list`}
          onClick={() => removeTransfers((one) => one.id === id)}
        >
          ×
        </TrayAction>
      ) : (
        <TrayAction label={`Cancel ${label}`} onClick={() => cancelUpload(id)}>
          Cancel
        </TrayAction>
      )}
    </>
  );
}

/** The file is picked again: the browser keeps no handle, or lost it. */
function ChooseAgain({ transfer }: { transfer: Transfer }) {
  const { id, label, kind } = transfer;
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        {...(kind === 'folder' ? { webkitdirectory: '' } : {})}
        aria-label={`Choose ${label} again`}
        onChange={({ target }) => {
          const chosen = chosenOf([...(target.files ?? [])]);
          target.value = '';
          if (chosen.files.length > 0) goOn(id, chosen);
        }}
      />
      <TrayAction label={`Go on with ${label}`} onClick={() => input.current?.click()}>
        {kind === 'folder' ? 'Choose the folder again' : 'Choose the file again'}
      </TrayAction>
    </>
  );
}

function chosenOf(files: File[]): ChosenAgain {
  const picked = pickedOfInput(files);
  return {
    files: picked.flatMap((one) =>
      one.kind === 'file' ? [{ path: one.file.name, file: one.file }] : one.files,
    ),
    folder: picked[0]?.kind === 'folder' ? picked[0].name : undefined,
  };
}

async function openRemembered({ id, label, kind }: Transfer): Promise<void> {
  const handle = (await recall(id))?.handle;
  const files = handle ? await openAgain(handle).catch(() => undefined) : undefined;
  if (files && files.length > 0) return goOn(id, { files, folder: handle?.name }, handle);
  const why = files ? 'the browser was not allowed to read it' : 'it is no longer where it was';
  showToast({ text: `${label} cannot go on: ${why}. Choose the ${kind} again.`, tone: 'bad' });
  const shown = findTransfer(id);
  if (shown?.phase.name === 'interrupted')
    putTransfer({ ...shown, phase: { name: 'interrupted', handle: false } });
}

/** What was said when the last choice was refused; another one makes it untrue. */
let refusal: number | undefined;

function goOn(id: string, chosen: ChosenAgain, handle?: FileSystemHandle): void {
  if (refusal !== undefined) dismissToast(refusal);
  refusal = undefined;
  goOnWith(id, chosen, handle).catch((error: unknown) => {
    refusal = showToast({ text: errorSentence(error), tone: 'bad' });
  });
}
