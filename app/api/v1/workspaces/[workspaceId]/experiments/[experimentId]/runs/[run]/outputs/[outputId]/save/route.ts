import { saveOutput } from '#server/experiments/index.ts';
import { route } from '#server/http/index.ts';

export const POST = route('saveOutput', saveOutput);
