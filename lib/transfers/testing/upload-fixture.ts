import { createHash } from 'node:crypto';
import { SluiceError } from '#lib/errors.ts';
import { createLanes } from '../lanes.ts';
import { type Hasher, type Listed, PauseRequest, type Portal, type Ports, type Receipt } from '../ports.ts';
import {
  initialTransfer,
  reduceTransfer,
  type TransferEvent,
  type TransferState,
} from '../transfer-state.ts';
import { uploadFile } from '../upload-file.ts';
import { fakeClock } from './fake-clock.ts';
import { fakeNetwork } from './fake-network.ts';
import { fakeStorage, type Script } from './fake-storage.ts';

interface Options {
  size?: number;
  blockSize?: number;
  script?: Script;
  confirm?: (n: number) => Listed | SluiceError | Promise<Listed>;
  renewKey?: (n: number) => SluiceError | undefined;
  width?: number;
}

const listed: Listed = { datasetId: 'd'.repeat(32), name: 'rain', version: 1 };

/** One upload of `size` known bytes in blocks of `blockSize` against scripted storage and portal. */
export function uploadFixture(options: Options = {}) {
  const { size = 10_500, blockSize = 1000, width = 4 } = options;
  const content = Uint8Array.from({ length: size }, (_, index) => (index * 31 + (index >> 8)) % 251);
  const file = new Blob([content]);
  const fake = fakeStorage(options.script);
  const clock = fakeClock();
  const network = fakeNetwork();
  const events: TransferEvent[] = [];
  const confirms: (Receipt | undefined)[] = [];
  const calls = { renewals: 0, cancels: 0 };
  let stop = new AbortController();
  let state: TransferState = initialTransfer(size);

  const portal: Portal = {
    async renewKey() {
      calls.renewals++;
      const refusal = options.renewKey?.(calls.renewals);
      if (refusal) throw refusal;
      return { url: `key-${calls.renewals + 1}`, expiresAt: '1999-01-01T00:00:00Z' };
    },
    async confirm(receipt, signal) {
      signal.throwIfAborted();
      confirms.push(receipt);
      const answer = await (options.confirm?.(confirms.length) ?? listed);
      if (answer instanceof SluiceError) throw answer;
      return answer;
    },
    async cancel() {
      calls.cancels++;
    },
  };

  const ports = (): Ports => ({
    source: { size, contentType: 'text/csv', slice: (start, end) => file.slice(start, end) },
    storage: fake.storage,
    hasher: hasherOf(content, blockSize, state.hashed?.blocks),
    portal,
    network,
    clock,
    random: () => 0.5,
  });

  return {
    ...fake,
    content,
    clock,
    network,
    events,
    confirms,
    calls,
    portal,
    listed,
    state: () => state,
    cancel: () => stop.abort(),
    pause: () => stop.abort(new PauseRequest()),
    setState(next: TransferState) {
      state = next;
    },
    /** Runs the upload from where its state stands. */
    run(changes: Partial<Ports> = {}, { sameFile = false } = {}) {
      if (stop.signal.reason instanceof PauseRequest) stop = new AbortController();
      return uploadFile(
        { ...ports(), ...changes },
        {
          plan: { blockSize, blockCount: Math.ceil(size / blockSize) },
          key: { url: 'key-1', askedAt: clock.now() },
          lanes: createLanes(width),
          from: state,
          sameFile,
          signal: stop.signal,
          emit(event) {
            events.push(event);
            state = reduceTransfer(state, event);
          },
        },
      );
    },
  };
}

/** Its states are the number of blocks they cover. */
export function hasherOf(content: Uint8Array, blockSize: number, from = 0): Hasher {
  let at = from;
  const md5 = (bytes: Uint8Array) => createHash('md5').update(bytes).digest();
  return {
    async next(signal) {
      signal.throwIfAborted();
      if (at * blockSize >= content.length) return undefined;
      const index = at++;
      const block = content.subarray(index * blockSize, (index + 1) * blockSize);
      return { index, md5: md5(block), state: Uint8Array.of(index + 1) };
    },
    whole: async () => md5(content),
  };
}
