import { route } from '#server/http/index.ts';
import { changeFolderUpload, getFolderUpload } from '#server/transfers/index.ts';

export const GET = route('getFolderUpload', getFolderUpload);
export const PATCH = route('changeFolderUpload', changeFolderUpload);
