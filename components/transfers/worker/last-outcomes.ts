import type { FileOutcome } from '#lib/transfers/folder-state.ts';

/** How each file came out in the end, by path: one that failed may have been sent again. */
export function lastOf(outcomes: readonly FileOutcome[]): FileOutcome[] {
  const last = new Map(outcomes.map((outcome) => [outcome.path, outcome]));
  return [...last.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
