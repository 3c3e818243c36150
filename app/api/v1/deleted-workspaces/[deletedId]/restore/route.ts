import { route } from '#server/http/index.ts';
import { restoreWorkspace } from '#server/workspaces/index.ts';

export const POST = route('restoreWorkspace', restoreWorkspace);
