import type { KeyKeeper } from '../key-keeper.ts';
import type { Clock, Network } from '../ports.ts';
import { waitReason } from '../reasons.ts';
import { isUnanswered, retryDelay } from '../retry.ts';
import { guardStall } from '../stall-guard.ts';
import { StorageFailure } from '../storage-failure.ts';
import { type Pause, untilNetwork } from '../with-retry.ts';
import { createBell } from './bell.ts';
import type { RangeSource } from './ports.ts';
import { leastToDivide, nextPiece, shortened, streamWindowBytes, windowBytes } from './range-plan.ts';
import { planWidth, startWidth } from './width-plan.ts';

export interface ReceivePorts {
  source: RangeSource;
  keys: KeyKeeper;
  clock: Clock;
  network: Network;
  /** In [0, 1). */
  random: () => number;
}

export interface ReceiveNews {
  /** Bytes received beyond what had been delivered: on their way to the disk. */
  onMoved?: (ahead: number) => void;
  onPause?: (pause: Pause) => void;
  onWidth?: (width: number) => void;
}

/** A request and what it brought that is not delivered yet. */
interface Lane {
  position: number;
  start: number;
  end: number;
  kept: Uint8Array[];
  over: boolean;
}

/**
 * Gets the bytes [from, size) of a blob by as many requests at once as pays, and delivers them in order, one chunk at a
 * time. A cut request goes on at the byte it reached. What arrives too early is kept, up to `windowBytes` in all, of one
 * stream up to `streamWindowBytes`.
 */
export async function receiveInOrder(
  { source, keys, clock, network, random }: ReceivePorts,
  { from, size, etag }: { from: number; size: number; etag: string },
  deliver: (bytes: Uint8Array) => Promise<void> | void,
  { onMoved, onPause, onWidth }: ReceiveNews,
  signal: AbortSignal,
): Promise<void> {
  const bell = createBell();
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  either.addEventListener('abort', bell.ring, { once: true });
  let divides = size - from >= leastToDivide;
  const lanes: Lane[] = [];
  const running = new Set<Promise<void>>();
  let [delivered, next, received] = [from, from, 0];
  let plan = startWidth(clock.now());
  let failure: { error: unknown } | undefined;

  function begin() {
    while (running.size < plan.width) {
      const piece = nextPiece({ next, delivered, size, width: plan.width });
      if (!piece) return;
      next = piece.end;
      const lane: Lane = { ...piece, position: piece.start, kept: [], over: false };
      lanes.push(lane);
      const run = fetchLane(lane)
        .catch((error: unknown) => {
          failure ??= { error };
        })
        .then(() => {
          lane.over = true;
          running.delete(run);
          bell.ring();
        });
      running.add(run);
    }
  }

  async function fetchLane(lane: Lane): Promise<void> {
    let tries = 0;
    while (lane.position < lane.end) {
      const reached = lane.position;
      try {
        await keys.withKey(either, (url) =>
          guardStall(clock, either, (during, alive) => fillLane(lane, url, during, alive)),
        );
        if (lane.position < lane.end) throw new StorageFailure('network');
      } catch (error) {
        either.throwIfAborted();
        if (isUnanswered(error) && !network.online()) {
          onPause?.({ retryAt: undefined, reason: 'this device is offline' });
          await untilNetwork({ network, clock }, either);
          continue;
        }
        tries = lane.position > reached ? 1 : tries + 1;
        const delay = retryDelay(error, tries, random());
        if (delay === undefined) throw error;
        onPause?.({ retryAt: clock.now() + delay, reason: waitReason(error, tries) });
        await clock.wait(delay, either);
      }
    }
  }

  async function fillLane(
    lane: Lane,
    url: string,
    during: AbortSignal,
    alive: (held?: boolean) => void,
  ): Promise<void> {
    during.addEventListener('abort', bell.ring, { once: true });
    // Each piece would bring all that stands before it.
    const keepWhole = () => {
      divides = false;
    };
    const range = { start: lane.position, end: lane.end, etag };
    for await (const chunk of source.open(url, range, during, keepWhole)) {
      alive();
      if (chunk.length === 0) continue;
      // The end may have come nearer since the request was sent.
      const part = chunk.subarray(0, lane.end - lane.position);
      lane.kept.push(part);
      lane.position += part.length;
      received += part.length;
      reconsider();
      bell.ring();
      if (lane.position >= lane.end) return;
      while (lane.position - delivered >= (plan.width === 1 ? streamWindowBytes : windowBytes)) {
        // The ring of an abort that came before is over.
        during.throwIfAborted();
        alive(true);
        await bell.rung();
      }
      during.throwIfAborted();
      alive();
    }
  }

  function reconsider() {
    onMoved?.(received - (delivered - from));
    if (!divides) return;
    const { width } = plan;
    plan = planWidth(plan, clock.now(), received);
    if (plan.width === width) return;
    onWidth?.(plan.width);
    const last = lanes.at(-1);
    if (plan.width > 1 && last && !last.over) {
      last.end = shortened(last, last.position);
      next = last.end;
    }
  }

  try {
    while (delivered < size) {
      signal.throwIfAborted();
      if (!failure) begin();
      const [front] = lanes;
      const chunk = front?.kept.shift();
      if (chunk) {
        // Read before: whoever takes the bytes may hand their buffer on.
        const { length } = chunk;
        await deliver(chunk);
        delivered += length;
        bell.ring();
      } else if (front?.over && !(failure && front.position < front.end)) lanes.shift();
      else if (failure && front?.over !== false) throw failure.error;
      else await bell.rung();
    }
  } finally {
    stop.abort();
    await Promise.all(running);
  }
}
