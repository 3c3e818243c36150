import { route } from '#server/http/index.ts';
import { revealShare } from '#server/shares/index.ts';

export const POST = route('revealShare', revealShare);
