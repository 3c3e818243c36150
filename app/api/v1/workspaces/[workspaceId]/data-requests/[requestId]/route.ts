import { route } from '#server/http/index.ts';
import { revokeDataRequest, updateDataRequest } from '#server/shares/index.ts';

export const PATCH = route('updateDataRequest', updateDataRequest);
export const DELETE = route('revokeDataRequest', revokeDataRequest);
