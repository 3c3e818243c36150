import { route } from '#server/http/index.ts';
import { leaveWorkspace } from '#server/users/index.ts';

export const POST = route('leaveWorkspace', leaveWorkspace);
