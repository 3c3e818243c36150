import type { PortalAddress } from '#lib/transfers/portal-address.ts';
import { noteUploads } from './desk.ts';
import { type Draft, fileReservation, folderReservation, labelOf } from './drafts.ts';
import { beginUpload } from './engine.ts';

interface Where {
  userId: string;
  portal: PortalAddress;
  name: string;
  /** It becomes a new version of this dataset. */
  datasetId: string | undefined;
  /** Of those that are begun together. */
  batch: string;
}

/** Reserves what was drafted and begins to send it. Rejects (`name_taken` among others) where the portal refuses. */
export async function beginDraft(draft: Draft, { datasetId, ...where }: Where): Promise<void> {
  const { picked } = draft;
  const facts = { ...where, label: labelOf(picked) };
  noteUploads(true);
  if (picked.kind === 'file') {
    const { file, handle } = picked;
    return beginUpload({
      ...facts,
      kind: 'file',
      asked: fileReservation(draft, file, datasetId),
      file,
      handle,
    });
  }
  const { files, handle } = picked;
  return beginUpload({
    ...facts,
    kind: 'folder',
    asked: folderReservation(draft, picked, datasetId),
    files,
    handle,
  });
}
