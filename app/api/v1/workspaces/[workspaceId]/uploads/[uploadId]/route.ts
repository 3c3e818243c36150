import { route } from '#server/http/index.ts';
import { cancelUpload, getUpload } from '#server/transfers/index.ts';

export const GET = route('getUpload', getUpload);
export const DELETE = route('cancelUpload', cancelUpload);
