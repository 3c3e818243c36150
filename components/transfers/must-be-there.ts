import { SluiceError } from '#lib/errors.ts';

/**
 * A navigation to a blob that is missing would leave the portal for an XML page, so storage is asked first. Throws
 * `bytes_missing` with the sentence `missing`, or `unavailable`.
 */
export async function mustBeThere(url: string, missing: string): Promise<void> {
  const response = await fetch(url, { method: 'HEAD', cache: 'no-store' }).catch((cause: unknown) => {
    throw new SluiceError('unavailable', 'Storage could not be reached; check the network and try again.', {
      cause,
    });
  });
  if (response.ok) return;
  if (response.status === 404) throw new SluiceError('bytes_missing', missing);
  throw new SluiceError('unavailable', `Storage refused the download (${response.status}); try again.`);
}
