import { route } from '#server/http/index.ts';
import { deleteWorkspace, getWorkspace, updateWorkspace } from '#server/workspaces/index.ts';

export const GET = route('getWorkspace', getWorkspace);
export const PATCH = route('updateWorkspace', updateWorkspace);
export const DELETE = route('deleteWorkspace', deleteWorkspace);
