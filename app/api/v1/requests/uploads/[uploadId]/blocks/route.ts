import { route } from '#server/http/index.ts';
import { listSubmissionBlocks } from '#server/shares/index.ts';

export const POST = route('listSubmissionBlocks', listSubmissionBlocks);
