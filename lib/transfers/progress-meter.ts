/** Bytes moved at moments of the last seconds; from them the rate. Immutable. */
export interface ProgressMeter {
  readonly samples: readonly { at: number; bytes: number }[];
}

const windowMs = 8_000;
const spacingMs = 200;

export const emptyMeter: ProgressMeter = { samples: [] };

/** The meter after `bytes` in all had moved at `at` (monotonic ms). Samples closer than 0.2 s are merged. */
export function measure(meter: ProgressMeter, at: number, bytes: number): ProgressMeter {
  const kept = meter.samples.filter((sample) => at - sample.at <= windowMs);
  const last = kept.at(-1);
  const previous = kept.at(-2);
  if (last && previous && at - previous.at < spacingMs) kept.pop();
  return { samples: [...kept, { at, bytes }] };
}

/** Bytes per second over the window up to `now`; undefined before there is anything to tell from. */
export function rateOf({ samples }: ProgressMeter, now: number): number | undefined {
  const first = samples.find((sample) => now - sample.at <= windowMs);
  const last = samples.at(-1);
  if (!first || !last || now - first.at < 2 * spacingMs) return undefined;
  // A block that is sent again takes its bytes back; a rate is never negative.
  return Math.max(0, ((last.bytes - first.bytes) * 1000) / (now - first.at));
}

/** Seconds for `bytes` more at `rate`; undefined while nothing moves. */
export function secondsLeft(bytes: number, rate: number | undefined): number | undefined {
  if (bytes <= 0) return 0;
  return rate ? bytes / rate : undefined;
}
