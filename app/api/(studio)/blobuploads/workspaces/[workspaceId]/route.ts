import { studio } from '#server/studio/index.ts';

export const POST = studio.receiveChunk;
