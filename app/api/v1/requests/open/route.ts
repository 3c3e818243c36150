import { route } from '#server/http/index.ts';
import { openDataRequest } from '#server/shares/index.ts';

export const POST = route('openDataRequest', openDataRequest);
