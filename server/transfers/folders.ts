import { SluiceError } from '#lib/errors.ts';
import type {
  AddedFolderFiles,
  FolderUpload,
  FolderUploadPage,
  SealedFolderFiles,
} from '#lib/transfers/folder-schema.ts';
import type { ConfirmedUpload } from '#lib/transfers/upload-schema.ts';

async function notOpen(): Promise<never> {
  throw new SluiceError('unavailable', 'Uploads of many files are not open yet.');
}

export const reserveFolder: () => Promise<FolderUpload> = notOpen;
export const getFolderUpload: () => Promise<FolderUploadPage> = notOpen;
export const addFolderFiles: () => Promise<AddedFolderFiles> = notOpen;
export const sealFolderFiles: () => Promise<SealedFolderFiles> = notOpen;
export const confirmFolder: () => Promise<ConfirmedUpload> = notOpen;
