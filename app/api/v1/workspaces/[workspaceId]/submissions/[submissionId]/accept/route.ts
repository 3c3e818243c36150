import { route } from '#server/http/index.ts';
import { acceptSubmission } from '#server/shares/index.ts';

export const POST = route('acceptSubmission', acceptSubmission);
