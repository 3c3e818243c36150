import { listFiles } from '#server/datasets/index.ts';
import { route } from '#server/http/index.ts';

export const GET = route('listFiles', listFiles);
