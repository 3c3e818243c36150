import { route } from '#server/http/index.ts';
import { getFolderUpload } from '#server/transfers/index.ts';

export const GET = route('getFolderUpload', getFolderUpload);
