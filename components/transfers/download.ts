import type { Call } from '#lib/api/client.ts';
import { SluiceError } from '#lib/errors.ts';
import { betweenDownloads, clickLink } from './downloads/hand-over.ts';
import { mustBeThere } from './must-be-there.ts';
import { issueKey, type ReadTarget } from './read-target.ts';

let last: Promise<void> = Promise.resolve();

/**
 * Hands one file to the browser's own downloads, straight from storage and under its own name (the SAS carries the
 * `Content-Disposition`). Calls queue, as a browser drops all but the last of several navigations at once.
 */
export function download(api: Call, target: ReadTarget, tell: (text: string) => void): Promise<void> {
  const run = last
    .then(() => downloadOne(api, target))
    .catch((error: unknown) => {
      tell(error instanceof SluiceError ? error.message : 'The download failed; try again.');
    });
  last = run;
  return run;
}

async function downloadOne(api: Call, target: ReadTarget): Promise<void> {
  const key = await issueKey(api, target, 'download');
  await mustBeThere(
    key.url,
    `The bytes of ${key.path} are missing in storage; upload them again or ask an Owner to restore the blob.`,
  );
  clickLink(key.url, key.path);
  await new Promise((resolve) => setTimeout(resolve, betweenDownloads));
}
