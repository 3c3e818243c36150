import { type ErrorCode, SluiceError } from '#lib/errors.ts';
import { isRunning } from '#lib/transfers/transfer-view.ts';
import { mayHaveUploads, noteUploads } from './desk.ts';
import type { Choice } from './journal/upload-record.ts';
import { openStorageFrame } from './open-storage-frame.ts';
import {
  findTransfer,
  putTransfer,
  removeTransfers,
  settleTransfer,
  type Transfer,
  transfersStore,
} from './transfers-store.ts';
import type { ChosenAgain, FromWorker, NewUpload, ToWorker } from './worker/messages.ts';
import type { Pass } from './worker/passes.ts';

let worker: Worker | undefined;
let lastCall = 0;
const calls = new Map<number, { resolve: () => void; reject: (error: unknown) => void }>();
/** By request for data; in memory alone. */
const passes = new Map<string, Pass>();
/** Told of each upload that was listed, with its workspace. */
const listeners = new Set<(workspaceId: string) => void>();
/** Told of the uploads that went with an engine that broke down. */
const lostListeners = new Set<(lost: readonly Transfer[]) => void>();
/** What was listed before anybody listened: a small file may be through before the tray is loaded. */
const untold: string[] = [];

function start(): Worker {
  if (worker) return worker;
  const begun = new Worker(new URL('./worker/transfer-worker.ts', import.meta.url), { type: 'module' });
  begun.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    if (data.type === 'view') {
      const { view } = data;
      const before = findTransfer(view.id)?.phase.name;
      putTransfer({ ...view, elsewhere: false });
      if (view.phase.name === 'done' && before !== 'done') tellListed(view.workspaceId);
      return;
    }
    if (data.type === 'settled') return settleTransfer(data.id);
    if (data.type === 'nothing-left') return noteUploads(false);
    // Meanwhile another upload may have ended, and with it the mark gone.
    if (data.type === 'something-left') {
      if (!mayHaveUploads()) noteUploads(true);
      return;
    }
    if (data.type === 'frame')
      return openStorageFrame(data.url, (port) =>
        begun.postMessage({ type: 'frame', port } satisfies ToWorker, [port]),
      );
    const call = calls.get(data.call);
    calls.delete(data.call);
    if (!data.error) return call?.resolve();
    const { code, message, details } = data.error;
    call?.reject(new SluiceError(code as ErrorCode, message, { details }));
  };
  begun.onerror = () => {
    // It may live on, with the locks of what it runs.
    begun.terminate();
    worker = undefined;
    const error = new SluiceError('internal', 'The upload could not begin; reload the page and try again.');
    for (const call of calls.values()) call.reject(error);
    calls.clear();
    const lost = transfersStore.get().transfers.filter(wasRunHere);
    for (const tell of lostListeners) tell(lost);
  };
  worker = begun;
  for (const [requestId, pass] of passes) post({ type: 'pass', requestId, pass });
  return begun;
}

/** The engine has it in its memory: it runs, or waits for a person. */
function wasRunHere({ elsewhere, phase }: Transfer): boolean {
  return !elsewhere && !['done', 'cancelled', 'interrupted'].includes(phase.name);
}

function tellListed(workspaceId: string): void {
  if (listeners.size === 0) untold.push(workspaceId);
  for (const tell of listeners) tell(workspaceId);
}

function post(message: ToWorker): void {
  start().postMessage(message);
}

function ask(question: (call: number) => ToWorker): Promise<void> {
  const call = ++lastCall;
  return new Promise((resolve, reject) => {
    calls.set(call, { resolve, reject });
    post(question(call));
  });
}

/** Loads the workers while someone still chooses names, so that the first byte need not wait for code. */
export function warmEngine(): void {
  post({ type: 'warm' });
}

/** The batch that an upload begun now belongs to: that of what runs, or a new one. */
export function batchOfNow(): string {
  const running = transfersStore
    .get()
    .transfers.find((transfer) => isRunning(transfer) && !transfer.elsewhere);
  return running?.batch ?? crypto.randomUUID();
}

/** Reserves an upload and begins it. Rejects (`name_taken` among others) where the portal refuses to reserve it. */
export function beginUpload(upload: NewUpload): Promise<void> {
  return ask((call) => ({ type: 'begin', call, upload }));
}

/** Goes on with an interrupted upload, or one whose file went away. Rejects with one sentence where it cannot. */
export function goOnWith(id: string, chosen: ChosenAgain, handle?: FileSystemHandle): Promise<void> {
  return ask((call) => ({ type: 'go-on', call, id, ...chosen, handle }));
}

/** Gives the worker what a link to a request for data is asked with; again with each fresh ticket. */
export function passLink(requestId: string, pass: Pass): void {
  passes.set(requestId, pass);
  post({ type: 'pass', requestId, pass });
}

export const pauseUpload = (id: string) => post({ type: 'pause', id });
export const resumeUpload = (id: string) => post({ type: 'resume', id });
export const retryUpload = (id: string) => post({ type: 'retry', id });
export const goWithoutFailed = (id: string) => post({ type: 'go-without', id });
export const resolveUpload = (id: string, choice: Choice) => post({ type: 'resolve', id, choice });

export function cancelUpload(id: string): void {
  if (findTransfer(id)?.phase.name === 'interrupted')
    // Refused, it is over already, or another tab runs it.
    ask((call) => ({ type: 'discard', call, id })).catch(() =>
      removeTransfers((transfer) => transfer.id === id),
    );
  else post({ type: 'cancel', id });
}

export function clearFinished(): void {
  removeTransfers(({ phase }) => phase.name === 'done' || phase.name === 'cancelled');
}

/** `listen` is called for each upload of this tab that is listed, or was before anybody listened. Answers how to stop. */
export function onListed(listen: (workspaceId: string) => void): () => void {
  listeners.add(listen);
  for (const workspaceId of untold.splice(0)) listen(workspaceId);
  return () => listeners.delete(listen);
}

/** `listen` is called with the uploads that an engine which broke down had in its memory. Answers how to stop. */
export function onLost(listen: (lost: readonly Transfer[]) => void): () => void {
  lostListeners.add(listen);
  return () => lostListeners.delete(listen);
}
