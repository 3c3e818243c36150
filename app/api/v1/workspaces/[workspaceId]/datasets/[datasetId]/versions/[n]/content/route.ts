import { downloadVersion } from '#server/datasets/index.ts';
import { route } from '#server/http/index.ts';

export const GET = route('downloadVersion', downloadVersion);
