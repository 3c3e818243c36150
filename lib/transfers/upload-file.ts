import { PortalAway, SluiceError } from '#lib/errors.ts';
import type { BlockPlan } from './block-plan.ts';
import { cancelAtPortal, listedAlready } from './cancel-at-portal.ts';
import { commitBlocks } from './commit-blocks.ts';
import { createKeyKeeper, type HeldKey } from './key-keeper.ts';
import type { Lanes } from './lanes.ts';
import { PauseRequest, type Ports, type Receipt } from './ports.ts';
import { failReason } from './reasons.ts';
import { stageBlocks } from './stage-blocks.ts';
import { lacksBlocks } from './storage-failure.ts';
import type { TransferEvent, TransferState } from './transfer-state.ts';
import { type Pause, withRetry } from './with-retry.ts';

export interface UploadFile {
  plan: BlockPlan;
  /** Undefined after a resume: then one is asked for before the first request. */
  key: HeldKey | undefined;
  lanes: Lanes;
  /** Where it stands: staged blocks are not sent again unless the file has changed, with a receipt only the confirm is left. */
  from: TransferState;
  /** What is staged was staged from this very file: other bytes there fail it as another file. */
  sameFile?: boolean;
  emit: (event: TransferEvent) => void;
  signal: AbortSignal;
}

/**
 * Brings one reserved file to storage and has it listed. Never rejects: the last event is `done`, `failed`, `conflict`
 * (the name was taken meanwhile; the bytes are kept), `paused` (aborted with a `PauseRequest`) or `cancelled`. Any other
 * abort cancels at every moment, also at the server; where the server had listed it already, the end is `done`, and
 * `failed` where it may have and does not answer.
 */
export async function uploadFile(ports: Ports, upload: UploadFile): Promise<void> {
  const { from, emit, signal } = upload;
  const { portal } = ports;
  let asked: Receipt | undefined;
  const confirmAgain = () => portal.confirm(asked, new AbortController().signal);
  try {
    emit({ type: 'uploading' });
    const receipt = from.receipt ?? (await bringToStorage(ports, upload));
    emit({ type: 'committed', receipt });
    const onPause = (pause: Pause) => emit({ type: 'waiting', index: undefined, ...pause });
    const listed = await withRetry(ports, signal, onPause, () => {
      emit({ type: 'confirming' });
      asked = receipt;
      return portal.confirm(receipt, signal);
    });
    emit({ type: 'done', listed });
  } catch (thrown) {
    if (signal.reason instanceof PauseRequest) return emit({ type: 'paused' });
    if (signal.aborted)
      return emit(await cancelAtPortal(portal, { confirmAgain, asked: asked !== undefined }));
    const error = await whyLacking(thrown, portal);
    const listed = await listedAlready(error, confirmAgain);
    if (listed) return emit({ type: 'done', listed });
    const type = error instanceof SluiceError && error.code === 'name_taken' ? 'conflict' : 'failed';
    emit({ type, reason: failReason(error), error });
  }
}

/** Of an upload that the portal has closed it removes what was staged: then its own sentence says why storage lacks it. */
async function whyLacking(error: unknown, portal: Ports['portal']): Promise<unknown> {
  if (!lacksBlocks(error)) return error;
  return portal.renewKey(new AbortController().signal).then(
    () => error,
    (refusal) => (refusal instanceof PortalAway ? error : refusal),
  );
}

async function bringToStorage(ports: Ports, upload: UploadFile): Promise<Receipt> {
  const { plan, key, lanes, from, sameFile = false, emit, signal } = upload;
  const keys = createKeyKeeper(key, ports.portal, ports.clock);
  const staging = { ports, lanes, keys, plan, emit };
  const blocks = await stageBlocks(staging, { staged: from.staged, sameFile }, signal);
  const md5 = await ports.hasher.whole(signal);
  return commitBlocks(staging, blocks, md5, signal);
}
