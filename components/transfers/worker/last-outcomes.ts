import type { FileOutcome } from '#lib/transfers/folder-state.ts';

/** How each file came out in the end: one that failed may have been sent again. */
export function lastOf(outcomes: readonly FileOutcome[]): FileOutcome[] {
  return [...new Map(outcomes.map((outcome) => [outcome.path, outcome])).values()];
}
