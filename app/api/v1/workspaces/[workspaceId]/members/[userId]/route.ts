import { route } from '#server/http/index.ts';
import { removeMember, updateMember } from '#server/users/index.ts';

export const PATCH = route('updateMember', updateMember);
export const DELETE = route('removeMember', removeMember);
