import { showToast } from '#components/ui/toast-store.ts';
import type { TransferView } from '#lib/transfers/transfer-view.ts';
import { desk, noteUploads, showTray } from './desk.ts';
import { goOnWith } from './engine.ts';
import { outcomesOf, recall, recallAll, remembersNothing } from './journal/journal.ts';
import type { FileRecord, FolderRecord, UploadRecord } from './journal/upload-record.ts';
import { isSender } from './link-uploads.ts';
import {
  findTransfer,
  putTransfer,
  removeTransfers,
  settleTransfer,
  type Transfer,
} from './transfers-store.ts';
import { lastOf } from './worker/last-outcomes.ts';
import { type BetweenTabs, lockName, tabsChannel } from './worker/messages.ts';

const watched = new Set<string>();
/** Who came by a link to this page. */
const senders = new Set<string>();
let tabs: BroadcastChannel | undefined;

/**
 * Shows what this browser remembers of the person's uploads: those that another tab runs, as it tells of them, and those
 * that were interrupted, with a way on. What lacks nothing but the confirm goes on by itself.
 */
export async function showRemembered(userId: string): Promise<void> {
  if (isSender(userId)) senders.add(userId);
  watchTabs();
  const held = new Set((await navigator.locks.query()).held?.map(({ name }) => name));
  const records = await recallAll(userId);
  for (const record of records) {
    if (findTransfer(record.id)) continue;
    // Another tab may run it; or the page before this one has not let go yet.
    if (held.has(lockName(record.id))) offerOnceFree(record.id);
    else await offer(record);
  }
  // The mark is of the browser: somebody else may have left something here.
  if (records.length === 0 && (await remembersNothing())) noteUploads(false);
}

/** Shows what other tabs run for who is here, from now on. */
export function watchTabs(): void {
  if (!tabs) {
    tabs = new BroadcastChannel(tabsChannel);
    tabs.addEventListener('message', ({ data }: MessageEvent<BetweenTabs>) => {
      if (data.type === 'view') watch(data.view);
      else if (data.type === 'settled') settleTransfer(data.id);
    });
  }
  tabs.postMessage({ type: 'ask' } satisfies BetweenTabs);
}

/** Somebody else may have signed in in this browser since another tab began an upload. */
function isOfWhoIsHere(userId: string): boolean {
  return isSender(userId) ? senders.has(userId) : userId === desk.get().userId;
}

/** Offers what an engine of this page ran that broke down; of what this browser could not remember it tells the end. */
export async function offerLost(lost: readonly Transfer[]): Promise<void> {
  for (const { id, label } of lost) {
    // Granted once the engine is gone.
    await navigator.locks.request(lockName(id), () => undefined);
    const record = await recall(id).catch(() => undefined);
    if (record) await offer(record).catch(() => undefined);
    else {
      removeTransfers((transfer) => transfer.id === id);
      showToast({ text: `${label} stopped unexpectedly; upload it anew.`, tone: 'bad' });
    }
  }
}

async function offer(record: UploadRecord): Promise<void> {
  if (!isOfWhoIsHere(record.userId)) return;
  putTransfer({ ...(await interruptedView(record)), elsewhere: false });
  showTray();
  if (record.kind === 'file' && record.receipt) goOnWith(record.id, { files: [] }).catch(() => undefined);
}

function watch(view: TransferView): void {
  if (!isOfWhoIsHere(view.userId)) return;
  const own = findTransfer(view.id);
  if (own && !own.elsewhere && own.phase.name !== 'interrupted') return;
  putTransfer({ ...view, elsewhere: true });
  showTray();
  offerOnceFree(view.id);
}

/** The lock is granted once the other tab lets go: the upload ended there, or the tab is gone. */
function offerOnceFree(id: string): void {
  if (watched.has(id)) return;
  watched.add(id);
  navigator.locks
    .request(lockName(id), () => undefined)
    .then(async () => {
      watched.delete(id);
      const shown = findTransfer(id);
      if (shown && (!shown.elsewhere || shown.phase.name === 'done' || shown.phase.name === 'cancelled'))
        return;
      const record = await recall(id).catch(() => undefined);
      if (record) await offer(record);
      else removeTransfers((transfer) => transfer.id === id);
    })
    .catch(() => undefined);
}

async function interruptedView(record: UploadRecord): Promise<TransferView> {
  const { id, userId, portal, kind, label, name, asked, batch, size, startedAt } = record;
  const { sent, files } = record.kind === 'file' ? sentOfFile(record) : await sentOfFolder(record);
  return {
    id,
    userId,
    workspaceId: portal.kind === 'workspace' ? portal.workspaceId : '',
    requestId: portal.kind === 'request' ? portal.requestId : undefined,
    kind,
    label,
    name,
    described: asked.description !== undefined,
    batch,
    phase: { name: 'interrupted', handle: record.handle !== undefined },
    size,
    sent: Math.min(sent, size),
    startedAt,
    files,
    forgetful: false,
  };
}

type Sent = Pick<TransferView, 'sent' | 'files'>;

function sentOfFile({ hashed, blockSize }: FileRecord): Sent {
  return { sent: hashed ? hashed.blocks * blockSize : 0, files: undefined };
}

/** By what is remembered of its files: storage may have a few more. */
async function sentOfFolder({ id, fileCount: count }: FolderRecord): Promise<Sent> {
  const through = lastOf(await outcomesOf(id)).filter(({ outcome }) => outcome !== 'failed');
  const unchanged = through.filter(({ outcome }) => outcome === 'unchanged').length;
  return {
    sent: through.reduce((sum, { bytes }) => sum + bytes, 0),
    files: {
      ...{ count, done: through.length, unchanged, failedCount: 0, failed: [] },
      ...{ leftOut: 0, countBefore: undefined },
    },
  };
}
