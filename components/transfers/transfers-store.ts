import { createExternalStore } from '#components/ui/external-store.ts';
import { emptyMeter, measure, type ProgressMeter } from '#lib/transfers/progress-meter.ts';
import {
  isRunning,
  reduceTransfer,
  sentBytes,
  type TransferEvent,
  type TransferState,
} from '#lib/transfers/transfer-state.ts';

/** One upload as the tray shows it. */
export interface Transfer {
  /** The upload's id at the portal. */
  readonly id: string;
  readonly workspaceId: string;
  readonly fileName: string;
  /** The name it has, or will have, as a dataset. */
  readonly name: string;
  /** A description was typed for it; a new version of another dataset leaves that out. */
  readonly described: boolean;
  readonly state: TransferState;
  /** Uploads begun while others ran share a batch: the tray's totals are over one. */
  readonly batch: number;
}

export interface TransfersView {
  readonly transfers: readonly Transfer[];
  readonly meter: ProgressMeter;
  /** The last thing worth saying to people who do not see the tray. */
  readonly news: string;
}

/** What the tray shows. Bytes on their way are published ten times a second at most, all else at once. */
export const transfersStore = createExternalStore<TransfersView>({
  transfers: [],
  meter: emptyMeter,
  news: '',
});

let current = transfersStore.get();
let timer: ReturnType<typeof setTimeout> | undefined;

function publish(): void {
  clearTimeout(timer);
  timer = undefined;
  const sent = current.transfers.reduce((sum, { state }) => sum + sentBytes(state), 0);
  current = { ...current, meter: measure(current.meter, performance.now(), sent) };
  transfersStore.set(current);
}

export function addTransfer(transfer: Omit<Transfer, 'batch'>): void {
  const joins = current.transfers.some(({ state }) => isRunning(state));
  const last = current.transfers.at(-1)?.batch ?? 0;
  const added = { ...transfer, batch: joins ? last : last + 1 };
  current = {
    transfers: [...current.transfers, added],
    meter: joins ? current.meter : emptyMeter,
    news: `Uploading ${transfer.fileName}.`,
  };
  publish();
}

export function findTransfer(id: string): Transfer | undefined {
  return current.transfers.find((transfer) => transfer.id === id);
}

export function changeTransfer(id: string, event: TransferEvent, name?: string): void {
  const transfers = current.transfers.map((transfer) =>
    transfer.id === id
      ? { ...transfer, name: name ?? transfer.name, state: reduceTransfer(transfer.state, event) }
      : transfer,
  );
  const changed = transfers.find((transfer) => transfer.id === id);
  current = { ...current, transfers, news: (changed && newsOf(changed, event)) ?? current.news };
  if (event.type !== 'sending') publish();
  else timer ??= setTimeout(publish, 100);
}

/** Takes transfers off the tray; the rate begins anew, as their bytes no longer count. */
export function removeTransfers(which: (transfer: Transfer) => boolean): void {
  current = {
    ...current,
    transfers: current.transfers.filter((transfer) => !which(transfer)),
    meter: emptyMeter,
  };
  publish();
}

function newsOf({ fileName, name }: Transfer, event: TransferEvent): string | undefined {
  if (event.type === 'done') return `${fileName} is uploaded as ${event.listed.name}.`;
  if (event.type === 'failed') return `${fileName} failed. ${event.reason}`;
  if (event.type === 'conflict')
    return `${fileName} needs a decision: a dataset named ${name} exists already.`;
  if (event.type === 'cancelled') return `${fileName} was cancelled.`;
  return undefined;
}
