import { inLanes } from '#lib/in-lanes.ts';
import type { RangeSource } from '../range-source.ts';
import { ColumnUnread } from './failures.ts';
import { mostRead } from './limits.ts';

/** Chunks that lie side by side are asked for together, up to so many bytes. */
const mostTogether = 1024 * 1024;
/** Requests at once: a browser has as many connections to a host. */
export const width = 6;

export interface Span {
  start: number;
  end: number;
}

/** Reads parts of a file until it has read as much as a preview may. */
export interface BudgetedSource {
  /** The spans' bytes, in their order; those that go beyond what may be read yet are left out. */
  readMany(spans: readonly Span[]): Promise<(Uint8Array | undefined)[]>;
  /** Throws `ColumnUnread` where that is more than may be read yet, else what the source throws. */
  read(span: Span): Promise<Uint8Array>;
}

export function withBudget(source: RangeSource, signal: AbortSignal): BudgetedSource {
  let left = mostRead;

  function take(bytes: number): boolean {
    if (bytes > left) return false;
    left -= bytes;
    return true;
  }

  async function readRun(run: readonly Span[]): Promise<Uint8Array[]> {
    const start = run[0]?.start ?? 0;
    const bytes = await source.readRange(start, run.at(-1)?.end ?? start, signal);
    return run.map((span) => bytes.subarray(span.start - start, span.end - start));
  }

  return {
    async readMany(spans) {
      const found = new Map<Span, Uint8Array>();
      await inLanes(width, runsOf(spans), async (run) => {
        const length = (run.at(-1)?.end ?? 0) - (run[0]?.start ?? 0);
        if (!take(length)) return;
        const parts = await readRun(run);
        for (const [at, span] of run.entries()) found.set(span, parts[at] ?? new Uint8Array());
      });
      return spans.map((span) => found.get(span));
    },
    async read({ start, end }) {
      if (!take(end - start)) throw new ColumnUnread('large');
      return source.readRange(start, end, signal);
    },
  };
}

/** Spans that follow one another without a gap, together. */
function runsOf(spans: readonly Span[]): Span[][] {
  const runs: Span[][] = [];
  for (const span of spans) {
    const run = runs.at(-1);
    const isNext = run?.at(-1)?.end === span.start && span.end - (run[0]?.start ?? 0) <= mostTogether;
    if (isNext) run?.push(span);
    else runs.push([span]);
  }
  return runs;
}
