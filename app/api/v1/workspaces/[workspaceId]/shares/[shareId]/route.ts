import { route } from '#server/http/index.ts';
import { revokeShare, updateShare } from '#server/shares/index.ts';

export const PATCH = route('updateShare', updateShare);
export const DELETE = route('revokeShare', revokeShare);
