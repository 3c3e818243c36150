import { finishRun } from '#server/experiments/index.ts';
import { route } from '#server/http/index.ts';

export const PATCH = route('finishRun', finishRun);
