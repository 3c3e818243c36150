import { route } from '#server/http/index.ts';
import { listMembers } from '#server/users/index.ts';

export const GET = route('listMembers', listMembers);
