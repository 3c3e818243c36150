import { createExperiment, listExperiments } from '#server/experiments/index.ts';
import { route } from '#server/http/index.ts';

export const GET = route('listExperiments', listExperiments);
export const POST = route('createExperiment', createExperiment);
