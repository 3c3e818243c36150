export { cancelUpload } from './cancel-upload.ts';
export { confirmUpload } from './confirm-upload.ts';
export { getUpload, renewUploadKey } from './renew-upload-key.ts';
export { reserveUpload, uploadLifetime } from './reserve-upload.ts';
export { sweepMargin, sweepUploads } from './sweep-uploads.ts';
