import { route } from '#server/http/index.ts';
import { renewSubmissionKey } from '#server/shares/index.ts';

export const POST = route('renewSubmissionKey', renewSubmissionKey);
