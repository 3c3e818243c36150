import { route } from '#server/http/index.ts';
import { listUploads, reserveUpload } from '#server/transfers/index.ts';

export const GET = route('listUploads', listUploads);
export const POST = route('reserveUpload', reserveUpload);
