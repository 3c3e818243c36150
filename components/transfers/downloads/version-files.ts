import type { Call } from '#lib/api/client.ts';
import { SluiceError } from '#lib/errors.ts';
import type { StoredFile } from '#lib/transfers/download/ports.ts';
import type { VersionOfFiles } from './messages.ts';

/** All files of a version, by path, and when it was made. */
export async function filesOfVersion(
  api: Call,
  { n, ...params }: VersionOfFiles,
): Promise<{ files: StoredFile[]; createdAt: string }> {
  const { items } = await api('listVersions', { params, query: { before: n + 1, limit: 1 } });
  const [version] = items;
  if (version?.n !== n)
    throw new SluiceError('not_found', 'This dataset has no such version; look at its versions.');
  // The list of versions carries but the first of its files.
  const files: StoredFile[] = [];
  for (let after: string | undefined; ; ) {
    const page = await api('listFiles', { params: { ...params, n }, query: { after } });
    files.push(...page.items.map(storedFile));
    if (page.nextAfter === null) break;
    after = page.nextAfter;
  }
  if (files.length !== version.fileCount)
    throw new SluiceError('conflict', 'The list of files ended early; try the download again.');
  return { createdAt: version.createdAt, files };
}

function storedFile({ path, size, etag, md5 }: StoredFile): StoredFile {
  return { path, size, etag, md5 };
}
