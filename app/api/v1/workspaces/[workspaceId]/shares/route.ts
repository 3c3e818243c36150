import { route } from '#server/http/index.ts';
import { createShare, listShares } from '#server/shares/index.ts';

export const GET = route('listShares', listShares);
export const POST = route('createShare', createShare);
