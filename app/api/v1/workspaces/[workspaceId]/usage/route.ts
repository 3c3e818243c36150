import { route } from '#server/http/index.ts';
import { getUsage } from '#server/workspaces/index.ts';

export const GET = route('getUsage', getUsage);
