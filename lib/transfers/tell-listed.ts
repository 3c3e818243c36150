import type { FolderFile } from './folder-ports.ts';
import type { FolderRun } from './folder-run.ts';
import type { Listed } from './ports.ts';
import { withRetry } from './with-retry.ts';

/**
 * Tells what became of `rest`, files that no page noted as through, of an upload that turns out to have been listed by an
 * earlier page: they are in the version, unless the folder was chosen again and is another one since. Rejects when aborted.
 */
export async function tellListed(run: FolderRun, rest: readonly FolderFile[], listed: Listed): Promise<void> {
  const reasonOf = run.chosenAgain && rest.length > 0 ? await whyMissing(run, listed) : () => undefined;
  // Nobody can say any more: then they are neither in the version nor not.
  if (!reasonOf) return;
  for (const { path, source } of rest) {
    const reason = reasonOf(path, source.size);
    const outcome = reason === undefined ? 'uploaded' : 'failed';
    const file = { path, outcome, bytes: source.size, md5: undefined, seconds: 0, reason } as const;
    run.emit({ type: 'file', file });
  }
}

type Why = (path: string, size: number) => string | undefined;

async function whyMissing(run: FolderRun, listed: Listed): Promise<Why | undefined> {
  const { ports, signal } = run;
  const ask = () => ports.portal.filesOf(listed, signal);
  const sizes = await withRetry(ports, signal, run.onPause(undefined), ask).catch(() => undefined);
  signal.throwIfAborted();
  const wayOn = 'upload the folder as a new version to bring it.';
  return (
    sizes &&
    ((path, size) => {
      const there = sizes.get(path);
      if (there === undefined) return `The version was listed before this file was chosen; ${wayOn}`;
      return there === size ? undefined : `The version has another file of this name; ${wayOn}`;
    })
  );
}
