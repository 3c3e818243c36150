import { issueReadKeys } from '#server/datasets/index.ts';
import { route } from '#server/http/index.ts';

export const POST = route('issueReadKeys', issueReadKeys);
