import type { SluiceError } from '#lib/errors.ts';

/** Goes with `not_found` where that is the upload itself, and not the dataset or workspace it is for, which may be restored. */
export const uploadIsGone = { of: 'upload' };

export function isUploadGone({ code, details }: SluiceError): boolean {
  return code === 'not_found' && details.of === uploadIsGone.of;
}
