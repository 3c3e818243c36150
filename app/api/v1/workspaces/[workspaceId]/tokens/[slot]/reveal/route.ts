import { route } from '#server/http/index.ts';
import { revealToken } from '#server/tokens/index.ts';

export const POST = route('revealToken', revealToken);
