import { route } from '#server/http/index.ts';
import { declineSubmission } from '#server/shares/index.ts';

export const DELETE = route('declineSubmission', declineSubmission);
