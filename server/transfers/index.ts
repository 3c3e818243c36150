export { abandonUpload, cancelUpload } from './cancel-upload.ts';
export { confirmUpload } from './confirm-upload.ts';
export { findUpload, requireOpen, type UploadRow } from './find-upload.ts';
export {
  addFolderFiles,
  confirmFolder,
  getFolderUpload,
  reserveFolder,
  sealFolderFiles,
} from './folders.ts';
export { listStagedBlocks } from './list-staged-blocks.ts';
export { type NewUpload, openUpload, uploadLifetime, withWriteKey } from './open-upload.ts';
export { getUpload, renewUploadKey } from './renew-upload-key.ts';
export { reserveUpload } from './reserve-upload.ts';
export { closeUpload, type SealUpload, sealUpload } from './seal-upload.ts';
export { sweepMargin, sweepUploads } from './sweep-uploads.ts';
export { requireUploader } from './uploader.ts';
