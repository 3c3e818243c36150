import { route } from '#server/http/index.ts';
import { getWorkspace } from '#server/workspaces/index.ts';

export const GET = route('getWorkspace', getWorkspace);
