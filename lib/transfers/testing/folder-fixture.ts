import { SluiceError } from '#lib/errors.ts';
import type { FolderExtent, FolderFile, FolderKey, FolderPorts } from '../folder-ports.ts';
import { type FolderEvent, type FolderState, initialFolder, reduceFolder } from '../folder-state.ts';
import { createLanes } from '../lanes.ts';
import { type Listed, PauseRequest, UnreadableSource } from '../ports.ts';
import { uploadFolder } from '../upload-folder.ts';
import { fakeClock } from './fake-clock.ts';
import { fakeNetwork } from './fake-network.ts';
import { fakeStorage, md5Of, type Script } from './fake-storage.ts';
import { hasherOf } from './upload-fixture.ts';

interface Options {
  files: Record<string, Uint8Array<ArrayBuffer>>;
  script?: Script;
  /** MD5s that the version before holds. */
  known?: readonly string[];
  compare?: boolean;
  /** Files that storage is said to lack, at the n-th confirm. */
  missing?: (n: number) => string[];
  /** How many it is said to lack, where that is more. */
  missingCount?: (n: number) => number;
  /** Files that changed since they were chosen. */
  unreadable?: readonly string[];
  /** The disk went away: reading small files does not end. */
  isSilent?: boolean;
  /** The portal takes no more files. */
  isClosed?: boolean;
  /** Sizes of the files that the version has, by path. */
  inVersion?: ReadonlyMap<string, number>;
  /** What the portal has from a page before this one: how many files, those named that have not arrived, and those that have. */
  described?: FolderExtent & { open: readonly string[]; arrived?: readonly string[] };
}

const listed: Listed = { datasetId: 'd'.repeat(32), name: 'gauges', version: 1 };
const blockSize = 8 * 1024 * 1024;

/** An upload of many files against scripted storage and a portal that checks what the real one checks. */
export function folderFixture({
  files,
  script,
  known = [],
  compare = false,
  missing = () => [],
  missingCount,
  unreadable = [],
  isSilent = false,
  isClosed = false,
  inVersion = new Map(),
  described,
}: Options) {
  const stores = new Map(Object.keys(files).map((path) => [path, fakeStorage(script)]));
  const clock = fakeClock();
  const network = fakeNetwork();
  const fileLanes = createLanes(2);
  const batches: string[][] = [];
  const sealed: string[] = [];
  const hashed: string[] = [];
  const events: FolderEvent[] = [];
  const calls = { confirms: 0, cancels: 0, keys: 0 };
  let stop = new AbortController();
  const size = Object.values(files).reduce((sum, content) => sum + content.length, 0);
  let state: FolderState = initialFolder(stores.size, size);
  const changes: (FolderExtent & { leaveOut: readonly string[] })[] = [];
  const named = new Set([...(described?.open ?? []), ...(described?.arrived ?? [])]);
  const pathOf = (url: string) => decodeURIComponent(url.split('?')[0] ?? '');
  const storeOf = (url: string) => {
    const store = stores.get(pathOf(url));
    if (!store) throw new Error(`no such file ${url}`);
    return store.storage;
  };

  const ports: FolderPorts = {
    storage: {
      putBlob: (url, put, signal) => storeOf(url).putBlob(pathOf(url), put, signal),
      stageBlock: (url, block, signal) => storeOf(url).stageBlock(url, block, signal),
      commit: (url, list, signal) => storeOf(url).commit(url, list, signal),
    },
    portal: {
      async add(asked, signal) {
        signal.throwIfAborted();
        if (isClosed) throw new SluiceError('upload_closed', 'Confirmed already.');
        batches.push(asked.map(({ path }) => path));
        return asked.map((file): FolderKey => {
          const whole = file.size <= blockSize && file.md5 !== undefined;
          const referenced = file.md5 !== undefined && known.includes(file.md5);
          return {
            path: file.path,
            state: referenced ? 'referenced' : 'open',
            blockSize,
            blockCount: Math.ceil(file.size / blockSize),
            whole,
            key: referenced
              ? null
              : { url: `${encodeURIComponent(file.path)}?${++calls.keys}`, expiresAt: '' },
          };
        });
      },
      described: async () => {
        const { fileCount, size, open } = described ?? { ...state, open: [] };
        return { fileCount, size, open, namedCount: named.size };
      },
      async change(asked) {
        for (const path of asked.leaveOut) named.delete(path);
        if (named.size > asked.fileCount) throw new SluiceError('conflict', 'More files are named.');
        changes.push(asked);
      },
      named: async () => [...named],
      held: async (path) => stores.get(path)?.held() ?? { committed: null, blocks: [] },
      async seal(asked) {
        sealed.push(...asked.map(({ path }) => path));
        return asked.map(({ path }) => ({ path, problem: null }));
      },
      async confirm() {
        calls.confirms++;
        const lacks = missing(calls.confirms);
        if (lacks.length > 0 || (missingCount?.(calls.confirms) ?? 0) > 0)
          throw new SluiceError('upload_incomplete', 'Storage lacks files.', {
            details: { missing: lacks, count: missingCount?.(calls.confirms) ?? lacks.length },
          });
        return listed;
      },
      filesOf: async () => inVersion,
      async cancel() {
        calls.cancels++;
      },
    },
    read: (sources) =>
      sources.map(async (source) => {
        if (isSilent) await new Promise(() => {});
        const body = source.slice(0, source.size);
        return { md5: Buffer.from(md5Of(new Uint8Array(await body.arrayBuffer())), 'hex'), body };
      }),
    hasherOf({ path }, size) {
      hashed.push(path);
      return { ...hasherOf(files[path] ?? new Uint8Array(), size), close() {} };
    },
    network,
    clock,
    random: () => 0.5,
  };

  return {
    batches,
    changes,
    sealed,
    /** Large files, each time they are read to be hashed. */
    hashed,
    events,
    calls,
    listed,
    fileLanes,
    state: () => state,
    reduce(event: FolderEvent) {
      state = reduceFolder(state, event);
    },
    pause: () => stop.abort(new PauseRequest()),
    cancel: () => stop.abort(),
    /** What storage holds of a file. */
    stored: (path: string) => stores.get(path)?.puts.get(path) ?? stores.get(path)?.blob()?.content,
    requests: () => [...stores.values()].flatMap(({ requests }) => requests),
    async run(through: readonly string[] = [], { chosenAgain = false, leaveOut = [] as string[] } = {}) {
      if (stop.signal.reason instanceof PauseRequest) stop = new AbortController();
      await uploadFolder(ports, {
        files: Object.entries(files).flatMap(([path, content]): FolderFile | [] => {
          if (leaveOut.includes(path)) return [];
          function slice(start: number, end: number) {
            if (unreadable.includes(path)) throw new UnreadableSource();
            return new Blob([content.subarray(start, end)]);
          }
          return { path, source: { size: content.length, contentType: 'text/csv', slice } };
        }),
        through: new Set(through),
        compare,
        chosenAgain,
        extent: { fileCount: state.fileCount, size: state.size },
        leaveOut,
        lanes: createLanes(4),
        fileLanes,
        signal: stop.signal,
        emit(event) {
          events.push(event);
          state = reduceFolder(state, event);
        },
      });
    },
  };
}
