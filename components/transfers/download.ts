import type { Call } from '#lib/api/client.ts';
import { SluiceError } from '#lib/errors.ts';
import { betweenDownloads, clickLink } from './downloads/hand-over.ts';
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
  await mustBeThere(key.url, key.path);
  clickLink(key.url, key.path);
  await new Promise((resolve) => setTimeout(resolve, betweenDownloads));
}

/** A navigation to a missing blob would leave the portal for an XML page; so storage is asked first. */
async function mustBeThere(url: string, path: string): Promise<void> {
  const response = await fetch(url, { method: 'HEAD', cache: 'no-store' }).catch((cause: unknown) => {
    throw new SluiceError('unavailable', 'Storage could not be reached; check the network and try again.', {
      cause,
    });
  });
  if (response.ok) return;
  if (response.status === 404)
    throw new SluiceError(
      'bytes_missing',
      `The bytes of ${path} are missing in storage; upload them again or ask an Owner to restore the blob.`,
    );
  throw new SluiceError('unavailable', `Storage refused the download (${response.status}); try again.`);
}
