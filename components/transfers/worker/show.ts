import { progressOf, type TransferView } from '#lib/transfers/transfer-view.ts';
import type { Job } from './job.ts';
import { type BetweenTabs, type FromWorker, tabsChannel } from './messages.ts';

/** Each view costs the page a layout and a paint, which a processor of two cores would rather spend on bytes. */
const everyMs = 250;
const scope = self as unknown as Pick<DedicatedWorkerGlobalScope, 'postMessage'>;
const tabs = new BroadcastChannel(tabsChannel);
const waiting = new Map<Job, ReturnType<typeof setTimeout>>();

/** Tells the page, and other tabs, how a job stands: another phase at once, bytes on their way four times a second at most. */
export function show(job: Job, urgent: boolean): void {
  if (urgent) {
    clearTimeout(waiting.get(job));
    waiting.delete(job);
    tellView(viewOf(job));
  } else if (!waiting.has(job)) {
    waiting.set(
      job,
      setTimeout(() => {
        waiting.delete(job);
        tellView(viewOf(job));
      }, everyMs),
    );
  }
}

export function viewOf(job: Job): TransferView {
  const { record, state, forgetful } = job;
  const { id, userId, label, name, batch, startedAt, portal, asked } = record;
  return {
    id,
    userId,
    workspaceId: portal.kind === 'workspace' ? portal.workspaceId : '',
    requestId: portal.kind === 'request' ? portal.requestId : undefined,
    kind: record.kind,
    label,
    name,
    described: asked.description !== undefined,
    batch,
    startedAt,
    forgetful,
    ...progressOf(state, performance.timeOrigin),
  };
}

function tellView(view: TransferView): void {
  tellAll({ type: 'view', view });
}

/** Tells the page, and other tabs, that the history has what became of an upload that is over. */
export function tellSettled(id: string): void {
  tellAll({ type: 'settled', id });
}

function tellAll(message: FromWorker & BetweenTabs): void {
  tell(message);
  tabs.postMessage(message);
}

export function tell(message: FromWorker): void {
  scope.postMessage(message);
}

/** A new tab asks what runs. */
export function onQuestion(answer: () => void): void {
  tabs.addEventListener('message', ({ data }: MessageEvent<BetweenTabs>) => {
    if (data.type === 'ask') answer();
  });
}
