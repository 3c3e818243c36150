import { setTimeout as delay } from 'node:timers/promises';
import { SluiceError } from '#lib/errors.ts';
import { isDatabaseAway, refusalOf } from '#server/platform/db/index.ts';
import { describeError } from '#server/platform/log.ts';

/**
 * Tries until the portal is open. Each cause of a failure is told once, in one sentence; one that no later try would mend
 * ends it.
 */
export async function tryUntilOpen(
  open: () => Promise<unknown>,
  { tell, end, pauseMs }: { tell(cause: string): void; end(cause: string): void; pauseMs: number },
): Promise<void> {
  for (const told = new Set<string>(); ; await delay(pauseMs)) {
    try {
      await open();
      return;
    } catch (error) {
      const final = settingThatIsWrong(error);
      if (final) return end(final);
      const cause = causeOf(error);
      if (!told.has(cause)) tell(cause);
      told.add(cause);
    }
  }
}

function settingThatIsWrong(error: unknown): string | undefined {
  if (error instanceof Error && /^(Config|FolderLocked|DiskFull)Error$/.test(error.name))
    return error.message;
  return refusalOf(error);
}

function causeOf(error: unknown): string {
  // Storage's answer stands in the cause, for whoever runs the portal to look up.
  if (error instanceof SluiceError)
    return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
  if (isDatabaseAway(error)) return `The database does not answer (${describeError(error)}).`;
  return describeError(error);
}
