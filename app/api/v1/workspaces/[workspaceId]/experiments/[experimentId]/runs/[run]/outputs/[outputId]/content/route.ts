import { downloadOutput } from '#server/experiments/index.ts';
import { route } from '#server/http/index.ts';

export const GET = route('downloadOutput', downloadOutput);
