import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import type { TransferView } from '#lib/transfers/transfer-view.ts';
import { desk, noteUser } from './desk.ts';
import type { FileRecord } from './journal/upload-record.ts';
import { senderOf } from './link-uploads.ts';
import { removeTransfers, transfersStore } from './transfers-store.ts';
import { type BetweenTabs, lockName, tabsChannel } from './worker/messages.ts';

// What the browser remembers and who holds a lock is played here; tabs speak over a real channel.
let records: FileRecord[] = [];
/** Locks of other tabs, by name: what to call once they let go. */
const held = new Map<string, (() => void)[]>();
const goneOn: string[] = [];

vi.mock('./engine.ts', () => ({ goOnWith: async (id: string) => void goneOn.push(id) }));
vi.mock('./journal/journal.ts', () => ({
  recall: async (id: string) => records.find((record) => record.id === id),
  recallAll: async (userId: string) => records.filter((record) => record.userId === userId),
  remembersNothing: async () => false,
  outcomesOf: async () => [],
}));
vi.stubGlobal('navigator', {
  locks: {
    query: async () => ({ held: [...held.keys()].map((name) => ({ name })) }),
    async request(name: string, work: () => unknown) {
      const waiting = held.get(name);
      if (waiting) await new Promise<void>((letGo) => waiting.push(letGo));
      return work();
    },
  },
});
// After what it is mocked with.
const { showRemembered } = await import('./remembered.ts');
const otherTab = new BroadcastChannel(tabsChannel);
afterAll(() => {
  otherTab.close();
  vi.unstubAllGlobals();
  desk.set({ ...desk.get(), tray: false, userId: undefined });
});

beforeEach(() => {
  records = [];
  held.clear();
  goneOn.length = 0;
  removeTransfers(() => true);
  noteUser('bob');
});

let lastId = 0;

function recordOf(userId: string): FileRecord {
  const id = `upload ${++lastId}`;
  const portal = { kind: 'workspace', workspaceId: 'w' } as const;
  const asked = { name: 'plan', fileName: 'plan.csv', size: 3, dataTypeId: 'GenericCSV' } as const;
  const facts = { uploadId: 'u', userId, portal, name: 'plan', label: 'plan.csv', size: 3, startedAt: 1 };
  return { ...facts, id, kind: 'file', batch: 'b', asked, lastModified: 1, blockSize: 8, blockCount: 1 };
}

function letGo(id: string): void {
  const waiting = held.get(lockName(id));
  held.delete(lockName(id));
  for (const go of waiting ?? []) go();
}

const shown = () => transfersStore.get().transfers.map(({ id, elsewhere }) => ({ id, elsewhere }));

/** Another tab shows an upload; answers once this one has heard all that was said before. */
async function tellElsewhere({ id, userId, label, name }: FileRecord): Promise<void> {
  const view = { id, userId, label, name, workspaceId: 'w', phase: { name: 'paused' } } as TransferView;
  const heard = new Promise((resolve) => {
    const listener = new BroadcastChannel(tabsChannel);
    listener.addEventListener('message', () => {
      listener.close();
      resolve(undefined);
    });
  });
  otherTab.postMessage({ type: 'view', view } satisfies BetweenTabs);
  await heard;
}

it('shows nothing of what another tab runs for somebody else, nor takes it up when that tab is gone', async () => {
  const hers = { ...recordOf('alice'), receipt: { etag: 'e', md5: 'm' } };
  const mine = recordOf('bob');
  records = [hers, mine];
  for (const { id } of records) held.set(lockName(id), []);
  await showRemembered('bob');
  await tellElsewhere(hers);
  await tellElsewhere(mine);
  await expect.poll(shown).toEqual([{ id: mine.id, elsewhere: true }]);
  letGo(hers.id);
  letGo(mine.id);
  await expect.poll(shown).toEqual([{ id: mine.id, elsewhere: false }]);
  expect(goneOn).toEqual([]);
});

it('shows uploads by a link at the page of that link alone', async () => {
  const byLink = recordOf(senderOf('one'));
  records = [byLink, recordOf('bob')];
  noteUser(undefined);
  await showRemembered(senderOf('other'));
  await tellElsewhere(byLink);
  expect(shown()).toEqual([]);
  await showRemembered(senderOf('one'));
  expect(shown()).toEqual([{ id: byLink.id, elsewhere: false }]);
});

it('offers what the page before this one still held, once it lets go', async () => {
  const mine = recordOf('bob');
  records = [mine];
  held.set(lockName(mine.id), []);
  await showRemembered('bob');
  expect(shown()).toEqual([]);
  letGo(mine.id);
  await expect.poll(shown).toEqual([{ id: mine.id, elsewhere: false }]);
});
