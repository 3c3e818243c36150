import { createExternalStore } from '#components/ui/external-store.ts';
import { emptyMeter, measure, type ProgressMeter } from '#lib/transfers/progress-meter.ts';
import { isRunning, type TransferView } from '#lib/transfers/transfer-view.ts';

/** One upload as the tray shows it. */
export interface Transfer extends TransferView {
  /** Another tab of this browser runs it; here it is only shown. */
  readonly elsewhere: boolean;
  /** It is over, and the history of this browser has its receipt, unless there was no room for it. */
  readonly settled: boolean;
}

export interface TransfersView {
  readonly transfers: readonly Transfer[];
  readonly meter: ProgressMeter;
  /** The last thing worth saying to people who do not see the tray. */
  readonly news: string;
}

/** What the tray shows; the worker publishes bytes on their way four times a second at most. */
export const transfersStore = createExternalStore<TransfersView>({
  transfers: [],
  meter: emptyMeter,
  news: '',
});

function publish(changes: Partial<TransfersView>): void {
  const next = { ...transfersStore.get(), ...changes };
  const sent = next.transfers.reduce((sum, transfer) => sum + transfer.sent, 0);
  transfersStore.set({ ...next, meter: measure(next.meter, performance.now(), sent) });
}

export function findTransfer(id: string): Transfer | undefined {
  return transfersStore.get().transfers.find((transfer) => transfer.id === id);
}

/** Shows an upload as it stands now. */
export function putTransfer(shown: Omit<Transfer, 'settled'>): void {
  const { transfers, news, meter } = transfersStore.get();
  const before = findTransfer(shown.id);
  const transfer = { ...shown, settled: before?.settled ?? false };
  const joins = before !== undefined || transfers.some(isRunning);
  publish({
    transfers: before
      ? transfers.map((other) => (other.id === transfer.id ? transfer : other))
      : [...transfers, transfer],
    // The rate begins anew, as what others sent no longer counts.
    meter: joins ? meter : emptyMeter,
    news: newsOf(transfer, before) ?? news,
  });
}

/** Notes that the history has what became of a transfer. */
export function settleTransfer(id: string): void {
  const found = findTransfer(id);
  if (!found) return;
  const { transfers } = transfersStore.get();
  publish({ transfers: transfers.map((one) => (one === found ? { ...found, settled: true } : one)) });
}

/** Takes transfers off the tray; the rate begins anew, as their bytes no longer count. */
export function removeTransfers(which: (transfer: Transfer) => boolean): void {
  const { transfers } = transfersStore.get();
  if (transfers.some(which))
    publish({ transfers: transfers.filter((transfer) => !which(transfer)), meter: emptyMeter });
}

function newsOf(transfer: Transfer, before: Transfer | undefined): string | undefined {
  const { label, name, phase, requestId } = transfer;
  if (before?.phase.name === phase.name) return undefined;
  if (isRunning(transfer)) return before && isRunning(before) ? undefined : `Uploading ${label}.`;
  switch (phase.name) {
    case 'done':
      return requestId ? `${label} is received.` : `${label} is uploaded as ${phase.listed.name}.`;
    case 'failed':
      return `${label} failed. ${phase.reason}`;
    case 'conflict':
      return `${label} needs a decision: a dataset named ${name} exists already.`;
    case 'cancelled':
      return `${label} was cancelled.`;
    case 'paused':
      return `${label} is paused.`;
    case 'interrupted':
      return `${label} was interrupted and can go on.`;
    default:
      return undefined;
  }
}
