import { route } from '#server/http/index.ts';
import { revokeInvitation } from '#server/users/index.ts';

export const DELETE = route('revokeInvitation', revokeInvitation);
