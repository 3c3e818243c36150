import { route } from '#server/http/index.ts';
import { confirmSubmission } from '#server/shares/index.ts';

export const POST = route('confirmSubmission', confirmSubmission);
