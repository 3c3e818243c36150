import { route } from '#server/http/index.ts';
import { cancelSubmission } from '#server/shares/index.ts';

export const POST = route('cancelSubmission', cancelSubmission);
