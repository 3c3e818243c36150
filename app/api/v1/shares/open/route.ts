import { route } from '#server/http/index.ts';
import { openShare } from '#server/shares/index.ts';

export const POST = route('openShare', openShare);
