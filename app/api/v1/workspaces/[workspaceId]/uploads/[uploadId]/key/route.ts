import { route } from '#server/http/index.ts';
import { renewUploadKey } from '#server/transfers/index.ts';

export const POST = route('renewUploadKey', renewUploadKey);
