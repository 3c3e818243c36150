import { SluiceError } from '#lib/errors.ts';
import type { FolderExtent, FolderFile, FolderPorts } from './folder-ports.ts';
import type { FileOutcome, FolderEvent } from './folder-state.ts';
import type { Lanes } from './lanes.ts';
import { failReason } from './reasons.ts';
import type { Pause } from './with-retry.ts';

export interface UploadFolder {
  files: readonly FolderFile[];
  /** Paths that storage holds already. */
  through: ReadonlySet<string>;
  /** A new version: hash before asking, as files that did not change need no bytes. */
  compare: boolean;
  /** Since it began: of a file that storage holds whole, it is to be found out whether it is still this one. */
  chosenAgain: boolean;
  /** What it is by now, those through included; it may be less or more than was reserved. */
  extent: FolderExtent;
  /** Files it is to be without, though they may have been named. */
  leaveOut: readonly string[];
  /** Blocks and small files on their way at once; and large files under way at once. */
  lanes: Lanes;
  fileLanes: Lanes;
  emit: (event: FolderEvent) => void;
  signal: AbortSignal;
}

/** What the parts of one upload share. */
export interface FolderRun extends Omit<UploadFolder, 'files' | 'through' | 'extent' | 'leaveOut'> {
  ports: FolderPorts;
  onPause(path: string | undefined): (pause: Pause) => void;
}

/** Runs `send` for one file: its end is an outcome of that file alone, unless everything stops. */
export async function settleFile(
  { ports, emit, signal }: FolderRun,
  file: FolderFile,
  send: () => Promise<Pick<FileOutcome, 'outcome' | 'md5'>>,
): Promise<void> {
  const { path, source } = file;
  const begun = ports.clock.now();
  const told = (): Pick<FileOutcome, 'path' | 'bytes' | 'seconds'> => ({
    path,
    bytes: source.size,
    seconds: (ports.clock.now() - begun) / 1000,
  });
  try {
    emit({ type: 'file', file: { ...(await send()), ...told(), reason: undefined } });
  } catch (error) {
    signal.throwIfAborted();
    if (endsAll(error)) throw error;
    const reason = failReason(error);
    emit({ type: 'file', file: { outcome: 'failed', md5: undefined, reason, ...told() }, error });
  }
}

/** The portal refuses the upload as a whole: cancelled, expired, removed from the workspace, signed out. */
function endsAll(error: unknown): boolean {
  return (
    error instanceof SluiceError &&
    ['upload_closed', 'not_found', 'forbidden', 'not_signed_in'].includes(error.code)
  );
}
