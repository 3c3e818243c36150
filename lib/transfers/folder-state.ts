import type { Listed } from './ports.ts';
import type { Phase } from './transfer-state.ts';

/** How one file of a folder came out. `unchanged`: the version before holds the same content, nothing was sent. */
export interface FileOutcome {
  readonly path: string;
  readonly outcome: 'uploaded' | 'unchanged' | 'failed';
  readonly bytes: number;
  /** Lower-case hexadecimal; undefined where it failed before it was known. */
  readonly md5: string | undefined;
  readonly seconds: number;
  readonly reason: string | undefined;
}

/** Where an upload of many files stands. Only counts are kept here, so that 100,000 files weigh no more than one. */
export interface FolderState {
  readonly phase: Phase;
  /** Bytes of all files. */
  readonly size: number;
  readonly fileCount: number;
  /** Files that are through, and of them those that needed no bytes. */
  readonly done: number;
  readonly unchanged: number;
  /** Bytes of the files that are through. */
  readonly doneBytes: number;
  readonly failedCount: number;
  /** The first of them, as people see them. */
  readonly failed: readonly FileOutcome[];
  /** Files it goes on without, as they did not get through. */
  readonly leftOut: number;
  /** How many it had, where it has another number since it was chosen again. */
  readonly countBefore: number | undefined;
  /** Bytes sent so far of each file on its way, by path. */
  readonly inFlight: ReadonlyMap<string, number>;
}

export type FolderEvent =
  | { type: 'queued' | 'uploading' | 'confirming' | 'paused' | 'cancelled' }
  | { type: 'sending'; path: string; bytes: number }
  /** `error`: why it failed. */
  | { type: 'file'; file: FileOutcome; error?: unknown }
  /** Files that have to be sent again, as storage does not have them. */
  | { type: 'again'; files: readonly { path: string; bytes: number }[] }
  /** It goes on without those that are not through. */
  | { type: 'left-out' }
  /** It was chosen again, and is this by now. */
  | { type: 'chosen-again'; fileCount: number; size: number }
  | { type: 'waiting'; path: string | undefined; retryAt: number | undefined; reason: string }
  | { type: 'done'; listed: Listed }
  | { type: 'failed' | 'conflict'; reason: string; error: unknown };

/** A folder on a disk that went away fails by tens of thousands; who wants all of them has the receipt. */
const failuresKept = 100;

export function initialFolder(fileCount: number, size: number): FolderState {
  return {
    phase: { name: 'queued' },
    size,
    fileCount,
    done: 0,
    unchanged: 0,
    doneBytes: 0,
    failedCount: 0,
    failed: [],
    leftOut: 0,
    countBefore: undefined,
    inFlight: new Map(),
  };
}

/** The state of a folder that is sent anew, of which nothing counts as through; what people are told of its extent stays. */
export function folderAnew(before: FolderState, fileCount: number, size: number): FolderState {
  const { leftOut } = before;
  const began = countAtBegin(before);
  const countBefore = began === fileCount + leftOut ? undefined : began;
  return { ...initialFolder(fileCount, size), leftOut, countBefore };
}

function countAtBegin({ fileCount, leftOut, countBefore }: FolderState): number {
  return countBefore ?? fileCount + leftOut;
}

/** The state after `event`. A cancelled or finished upload stays as it is. */
export function reduceFolder(state: FolderState, event: FolderEvent): FolderState {
  if (state.phase.name === 'cancelled' || state.phase.name === 'done') return state;
  switch (event.type) {
    case 'sending':
      return {
        ...moving(state),
        inFlight: new Map(state.inFlight).set(event.path, event.bytes),
      };
    case 'file':
      return settled(moving(state), event.file);
    case 'uploading':
      // A run sends all that is not through: what failed in the one before is among it.
      return { ...state, phase: { name: 'uploading' }, failedCount: 0, failed: [], inFlight: new Map() };
    case 'again':
      return {
        ...state,
        done: state.done - event.files.length,
        doneBytes: state.doneBytes - event.files.reduce((sum, { bytes }) => sum + bytes, 0),
      };
    case 'left-out': {
      const { done: fileCount, doneBytes: size, fileCount: before } = state;
      const leftOut = state.leftOut + before - fileCount;
      return { ...state, fileCount, size, leftOut, failedCount: 0, failed: [] };
    }
    case 'chosen-again': {
      const { fileCount, size } = event;
      const began = countAtBegin(state);
      const countBefore = began === fileCount ? undefined : began;
      return { ...state, fileCount, size, leftOut: 0, countBefore };
    }
    case 'waiting': {
      const inFlight = without(state.inFlight, event.path);
      const { retryAt, reason } = event;
      return {
        ...state,
        inFlight,
        phase: inFlight.size > 0 ? state.phase : { name: 'waiting', retryAt, reason },
      };
    }
    case 'done':
      return { ...state, phase: { name: 'done', listed: event.listed }, inFlight: new Map() };
    case 'failed':
    case 'conflict':
      return {
        ...state,
        phase: { name: event.type, reason: event.reason, error: event.error },
        inFlight: new Map(),
      };
    default:
      return { ...state, phase: { name: event.type }, inFlight: new Map() };
  }
}

function settled(state: FolderState, file: FileOutcome): FolderState {
  const inFlight = without(state.inFlight, file.path);
  if (file.outcome === 'failed') {
    const failed = state.failed.length < failuresKept ? [...state.failed, file] : state.failed;
    return { ...state, inFlight, failedCount: state.failedCount + 1, failed };
  }
  return {
    ...state,
    inFlight,
    done: state.done + 1,
    unchanged: state.unchanged + (file.outcome === 'unchanged' ? 1 : 0),
    doneBytes: state.doneBytes + file.bytes,
  };
}

/** While one file's bytes move, another one's pause is no news. */
function moving(state: FolderState): FolderState {
  return state.phase.name === 'waiting' ? { ...state, phase: { name: 'uploading' } } : state;
}

function without(map: ReadonlyMap<string, number>, path: string | undefined): ReadonlyMap<string, number> {
  if (path === undefined || !map.has(path)) return map;
  const rest = new Map(map);
  rest.delete(path);
  return rest;
}

/** Bytes that storage holds or that are on their way: 0 to `size`. */
export function sentFolderBytes({ doneBytes, inFlight, size }: FolderState): number {
  let bytes = doneBytes;
  for (const part of inFlight.values()) bytes += part;
  return Math.min(bytes, size);
}
