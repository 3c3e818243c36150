import { route } from '#server/http/index.ts';
import { listTokens } from '#server/tokens/index.ts';

export const GET = route('listTokens', listTokens);
