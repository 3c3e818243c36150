import { route } from '#server/http/index.ts';
import { issueShareKey } from '#server/shares/index.ts';

export const POST = route('issueShareKey', issueShareKey);
