import { listActivity } from '#server/audit/index.ts';
import { route } from '#server/http/index.ts';

export const GET = route('listActivity', (ctx, { datasetId, cursor }) =>
  listActivity(ctx, { subject: datasetId, cursor }),
);
