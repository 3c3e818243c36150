import { route } from '#server/http/index.ts';
import { reserveUpload } from '#server/transfers/index.ts';

export const POST = route('reserveUpload', reserveUpload);
