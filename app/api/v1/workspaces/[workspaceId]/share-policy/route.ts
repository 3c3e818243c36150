import { route } from '#server/http/index.ts';
import { getSharePolicy, updateSharePolicy } from '#server/shares/index.ts';

export const GET = route('getSharePolicy', getSharePolicy);
export const PUT = route('updateSharePolicy', updateSharePolicy);
