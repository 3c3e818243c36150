import { studio } from '#server/studio/index.ts';

export const GET = studio.listDatasources;
export const POST = studio.createDatasource;
