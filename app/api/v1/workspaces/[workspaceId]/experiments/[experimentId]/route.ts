import { deleteExperiment, getExperiment, updateExperiment } from '#server/experiments/index.ts';
import { route } from '#server/http/index.ts';

export const GET = route('getExperiment', getExperiment);
export const PATCH = route('updateExperiment', updateExperiment);
export const DELETE = route('deleteExperiment', deleteExperiment);
