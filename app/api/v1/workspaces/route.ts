import { route } from '#server/http/index.ts';
import { createWorkspace } from '#server/workspaces/index.ts';

export const POST = route('createWorkspace', createWorkspace);
