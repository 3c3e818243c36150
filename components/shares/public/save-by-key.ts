import type { ReadKey } from '#lib/datasets/dataset-schema.ts';
import { SluiceError } from '#lib/errors.ts';

/** Hands what a key leads to to the browser's own downloads. A zip of many files has no ETag: the portal makes it. */
export async function saveByKey({ url, path, etag }: ReadKey): Promise<void> {
  if (etag) await mustBeThere(url);
  const link = document.createElement('a');
  link.href = url;
  link.rel = 'noreferrer';
  link.download = path;
  document.body.append(link);
  link.click();
  link.remove();
}

/** A navigation to a missing blob would leave the page for one of storage's own; so storage is asked first. */
async function mustBeThere(url: string): Promise<void> {
  const response = await fetch(url, { method: 'HEAD', cache: 'no-store' }).catch((cause: unknown) => {
    throw new SluiceError('unavailable', 'Storage could not be reached; check the network and try again.', {
      cause,
    });
  });
  if (response.ok) return;
  if (response.status === 404)
    throw new SluiceError('bytes_missing', 'These bytes are missing in storage; tell who gave you the link.');
  throw new SluiceError('unavailable', `Storage refused the download (${response.status}); try again.`);
}
