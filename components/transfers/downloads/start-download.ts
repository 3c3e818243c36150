import type { Call } from '#lib/api/client.ts';
import { SluiceError } from '#lib/errors.ts';
import { sizeOf } from '#lib/transfers/download/size-of.ts';
import { zipLength } from '#lib/transfers/download/zip-files.ts';
import { lastName } from '#lib/transfers/file-path.ts';
import { download as downloadByLink } from '../download.ts';
import { issueKey, type ReadTarget } from '../read-target.ts';
import { choosePlace } from './choose-place.ts';
import { clickLink } from './hand-over.ts';
import type { VersionOfFiles } from './messages.ts';
import { pickFolder } from './pickers.ts';
import { startJob, warmDownloader } from './run-downloads.ts';
import { filesOfVersion } from './version-files.ts';

/** All files of a version, and what the zip or folder of them is called. */
export interface ManyTarget extends VersionOfFiles {
  name: string;
}

type Tell = (text: string) => void;

/** Downloads one file: verified on its way, and resumable, where the browser has a place for that; else by a plain link. */
export function downloadFile(api: Call, target: ReadTarget, tell: Tell): Promise<void> {
  return telling(tell, async () => {
    const { url, path, size, etag, md5 } = await issueKey(api, target, 'download');
    const name = lastName(path);
    const place = await choosePlace(name, size);
    if (place === 'closed') return;
    if (!place) return downloadByLink(api, target, tell);
    startJob(name, size, { kind: 'file', target, file: { path, size, etag, md5 }, place, url });
  });
}

/** Downloads all files of a version as one zip. */
export function downloadZip(api: Call, { name, ...version }: ManyTarget, tell: Tell): Promise<void> {
  return telling(tell, async () => {
    const { files, createdAt } = await filesOfVersion(api, version);
    const size = zipLength(files);
    const zip = `${name}.zip`;
    const place = await choosePlace(zip, size);
    if (place === 'closed') return;
    if (!place) return clickLink(contentPath(version), zip);
    startJob(zip, size, { kind: 'zip', name: zip, version, files, place, createdAt });
  });
}

/** Downloads all files of a version into a folder that is picked. */
export function downloadIntoFolder(api: Call, { name, ...version }: ManyTarget, tell: Tell): Promise<void> {
  return telling(tell, async () => {
    const folder = await pickFolder();
    if (folder === 'closed') return;
    if (!folder) return tell('This browser cannot write into a folder; download the files as a zip.');
    const { files } = await filesOfVersion(api, version);
    startJob(name, sizeOf(files), { kind: 'folder', version, files, folder, name });
  });
}

/** The portal's own zip, made on the server's way. */
function contentPath({ workspaceId, datasetId, n }: VersionOfFiles): string {
  return `/api/v1/workspaces/${workspaceId}/datasets/${datasetId}/versions/${n}/content`;
}

async function telling(tell: Tell, run: () => Promise<void>): Promise<void> {
  try {
    warmDownloader();
    await run();
  } catch (error) {
    tell(error instanceof SluiceError ? error.message : 'The download failed; try again.');
  }
}
