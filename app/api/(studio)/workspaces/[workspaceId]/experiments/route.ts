import { studio } from '#server/studio/index.ts';

export const GET = studio.listExperiments;
