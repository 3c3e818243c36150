import { SluiceError } from '#lib/errors.ts';
import { commitBlocks } from './commit-blocks.ts';
import type { FolderFile, FolderKey } from './folder-ports.ts';
import { type FolderRun, settleFile } from './folder-run.ts';
import { toHex } from './hex.ts';
import { createKeyKeeper } from './key-keeper.ts';
import type { Receipt } from './ports.ts';
import { stagedBlocksOf } from './resume-point.ts';
import { stageBlocks } from './stage-blocks.ts';
import { blockAt } from './staged-blocks.ts';
import type { TransferEvent } from './transfer-state.ts';
import { withRetry } from './with-retry.ts';

/** Brings one file of several blocks to storage and has it sealed. */
export function sendLargeFile(run: FolderRun, file: FolderFile): Promise<void> {
  const { ports, signal } = run;
  const { path, source } = file;
  return settleFile(run, file, async () => {
    const known = run.compare ? await hashWhole(run, file) : undefined;
    const words = {
      path,
      size: source.size,
      contentType: source.contentType,
      ...(known ? { md5: toHex(known) } : {}),
    };
    const askedAt = ports.clock.now();
    const [answer] = await withRetry(ports, signal, run.onPause(path), () =>
      ports.portal.add([words], signal),
    );
    if (!answer) throw new Error('the portal did not answer for the file');
    if (answer.state === 'referenced') return { outcome: 'unchanged', md5: words.md5 };
    if (answer.state === 'sealed') return { outcome: 'uploaded', md5: words.md5 };
    const receipt = await bringToStorage(run, file, { plan: answer, askedAt, known });
    const [sealed] = await withRetry(ports, signal, run.onPause(path), () =>
      ports.portal.seal([{ path, ...receipt }], signal),
    );
    if (sealed?.problem) throw new SluiceError('integrity', sealed.problem);
    return { outcome: 'uploaded', md5: receipt.md5 };
  });
}

async function hashWhole({ ports, signal }: FolderRun, file: FolderFile): Promise<Uint8Array> {
  const hasher = ports.hasherOf(file, readSize);
  try {
    while (await hasher.next(signal));
    return await hasher.whole(signal);
  } finally {
    hasher.close();
  }
}

const readSize = 8 * 1024 * 1024;

async function bringToStorage(
  run: FolderRun,
  file: FolderFile,
  { plan, askedAt, known }: { plan: FolderKey; askedAt: number; known: Uint8Array | undefined },
): Promise<Receipt> {
  const { ports, lanes, emit, signal, onPause } = run;
  const { path, source } = file;
  const held = await withRetry(ports, signal, onPause(path), () => ports.portal.held(path, signal));
  const { committed } = held;
  if (committed?.md5 && committed.size === source.size) {
    const { etag, md5 } = committed;
    // Chosen again it may have changed since, or be another of its size: then it is committed over.
    if (!run.chosenAgain || md5 === toHex(known ?? (await hashWhole(run, file)))) return { etag, md5 };
  }

  async function renewKey() {
    const [answer] = await ports.portal.add(
      [{ path, size: source.size, contentType: source.contentType }],
      signal,
    );
    if (!answer?.key)
      throw new SluiceError('upload_closed', 'This file was sealed meanwhile; begin a new upload.');
    return answer.key;
  }
  const keys = createKeyKeeper(
    plan.key ? { url: plan.key.url, askedAt } : undefined,
    { renewKey },
    ports.clock,
  );
  const staged = stagedBlocksOf(plan, source.size, held);
  // Of the blocks that moved by now.
  const sent = new Map<number, number>();
  let total = staged.bytes;
  function note(index: number, bytes: number) {
    total += bytes - (sent.get(index) ?? blockAt(staged, index)?.bytes ?? 0);
    sent.set(index, bytes);
    emit({ type: 'sending', path, bytes: total });
  }
  function tell(event: TransferEvent) {
    if (event.type === 'waiting')
      return emit({ type: 'waiting', path, retryAt: event.retryAt, reason: event.reason });
    if (event.type === 'sending') note(event.index, event.bytes);
    if (event.type === 'staged') note(event.index, event.block.bytes);
  }
  const hasher = ports.hasherOf(file, plan.blockSize);
  const staging = { ports: { ...ports, source, hasher }, lanes, keys, plan, emit: tell };
  try {
    // A file that changed meanwhile is sent as it is now: the folder is what is there, not what was there.
    const blocks = await stageBlocks(staging, { staged, sameFile: false }, signal);
    return await commitBlocks(staging, blocks, await hasher.whole(signal), signal);
  } finally {
    hasher.close();
  }
}
