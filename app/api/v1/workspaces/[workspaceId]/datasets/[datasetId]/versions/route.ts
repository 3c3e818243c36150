import { listVersions, repeatVersion } from '#server/datasets/index.ts';
import { route } from '#server/http/index.ts';

export const GET = route('listVersions', listVersions);
export const POST = route('repeatVersion', repeatVersion);
