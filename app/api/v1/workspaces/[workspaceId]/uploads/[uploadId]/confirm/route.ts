import { route } from '#server/http/index.ts';
import { confirmUpload } from '#server/transfers/index.ts';

export const POST = route('confirmUpload', confirmUpload);
