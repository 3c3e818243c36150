import { route } from '#server/http/index.ts';
import { reserveSubmission } from '#server/shares/index.ts';

export const POST = route('reserveSubmission', reserveSubmission);
