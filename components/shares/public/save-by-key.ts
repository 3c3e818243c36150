import { clickLink } from '#components/transfers/downloads/hand-over.ts';
import { mustBeThere } from '#components/transfers/must-be-there.ts';
import type { ReadKey } from '#lib/datasets/dataset-schema.ts';

/** Hands what a key leads to to the browser's own downloads. A zip of many files has no ETag: the portal makes it. */
export async function saveByKey({ url, path, etag }: ReadKey): Promise<void> {
  if (etag) await mustBeThere(url, 'These bytes are missing in storage; tell who gave you the link.');
  clickLink(url, path);
}
