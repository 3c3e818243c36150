import { route } from '#server/http/index.ts';
import { regenerateToken } from '#server/tokens/index.ts';

export const POST = route('regenerateToken', regenerateToken);
