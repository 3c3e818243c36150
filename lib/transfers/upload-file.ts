import { SluiceError } from '#lib/errors.ts';
import type { BlockPlan } from './block-plan.ts';
import { commitBlocks } from './commit-blocks.ts';
import { createKeyKeeper, type HeldKey } from './key-keeper.ts';
import type { Lanes } from './lanes.ts';
import type { Ports } from './ports.ts';
import { failReason } from './reasons.ts';
import { stageBlocks } from './stage-blocks.ts';
import type { TransferEvent, TransferState } from './transfer-state.ts';
import { withRetry } from './with-retry.ts';

export interface UploadFile {
  plan: BlockPlan;
  key: HeldKey;
  lanes: Lanes;
  /** Where it stands: staged blocks are not sent again, and with a receipt only the confirm is left. */
  from: TransferState;
  emit: (event: TransferEvent) => void;
  signal: AbortSignal;
}

/**
 * Brings one reserved file to storage and has it listed. Never rejects: the last event is `done`, `failed`, `conflict`
 * (the name was taken meanwhile; the bytes are kept) or `cancelled`. Abort cancels at every moment, also at the server.
 */
export async function uploadFile(ports: Ports, upload: UploadFile): Promise<void> {
  const { emit, signal } = upload;
  try {
    emit({ type: 'uploading' });
    const receipt = upload.from.receipt ?? (await bringToStorage(ports, upload));
    emit({ type: 'committed', receipt });
    const listed = await withRetry(
      ports,
      signal,
      (pause) => emit({ type: 'waiting', index: undefined, ...pause }),
      () => {
        emit({ type: 'confirming' });
        return ports.portal.confirm(receipt, signal);
      },
    );
    emit({ type: 'done', listed });
  } catch (error) {
    if (signal.aborted) {
      emit({ type: 'cancelled' });
      // Best effort: what stays reserved is swept by the portal.
      await ports.portal.cancel().catch(() => {});
      return;
    }
    const type = error instanceof SluiceError && error.code === 'name_taken' ? 'conflict' : 'failed';
    emit({ type, reason: failReason(error), error });
  }
}

async function bringToStorage(ports: Ports, { plan, key, lanes, from, emit, signal }: UploadFile) {
  const keys = createKeyKeeper(key, ports.portal, ports.clock);
  const staging = { ports, lanes, keys, plan, emit };
  await stageBlocks(staging, from.staged, signal);
  const md5 = await ports.hasher.whole(signal);
  return commitBlocks(staging, md5, signal);
}
