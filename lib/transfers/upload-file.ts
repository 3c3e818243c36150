import { SluiceError } from '#lib/errors.ts';
import type { BlockPlan } from './block-plan.ts';
import { cancelAtPortal } from './cancel-at-portal.ts';
import { commitBlocks } from './commit-blocks.ts';
import { createKeyKeeper, type HeldKey } from './key-keeper.ts';
import type { Lanes } from './lanes.ts';
import type { Ports, Receipt } from './ports.ts';
import { failReason } from './reasons.ts';
import { stageBlocks } from './stage-blocks.ts';
import type { TransferEvent, TransferState } from './transfer-state.ts';
import { type Pause, withRetry } from './with-retry.ts';

export interface UploadFile {
  plan: BlockPlan;
  key: HeldKey;
  lanes: Lanes;
  /** Where it stands: staged blocks are not sent again unless the file has changed, with a receipt only the confirm is left. */
  from: TransferState;
  emit: (event: TransferEvent) => void;
  signal: AbortSignal;
}

/**
 * Brings one reserved file to storage and has it listed. Never rejects: the last event is `done`, `failed`, `conflict`
 * (the name was taken meanwhile; the bytes are kept) or `cancelled`. Abort cancels at every moment, also at the server;
 * where the server had listed it already, the end is `done`.
 */
export async function uploadFile(ports: Ports, upload: UploadFile): Promise<void> {
  const { from, emit, signal } = upload;
  let asked: Receipt | undefined;
  try {
    emit({ type: 'uploading' });
    const receipt = from.receipt ?? (await bringToStorage(ports, upload));
    emit({ type: 'committed', receipt });
    const onPause = (pause: Pause) => emit({ type: 'waiting', index: undefined, ...pause });
    const listed = await withRetry(ports, signal, onPause, () => {
      emit({ type: 'confirming' });
      asked = receipt;
      return ports.portal.confirm(receipt, signal);
    });
    emit({ type: 'done', listed });
  } catch (error) {
    if (signal.aborted) return emit(await cancelAtPortal(ports.portal, asked));
    const type = error instanceof SluiceError && error.code === 'name_taken' ? 'conflict' : 'failed';
    emit({ type, reason: failReason(error), error });
  }
}

async function bringToStorage(ports: Ports, upload: UploadFile): Promise<Receipt> {
  const { plan, key, lanes, from, emit, signal } = upload;
  const keys = createKeyKeeper(key, ports.portal, ports.clock);
  const staging = { ports, lanes, keys, plan, emit };
  await stageBlocks(staging, from.staged, signal);
  const md5 = await ports.hasher.whole(signal);
  return commitBlocks(staging, md5, signal);
}
