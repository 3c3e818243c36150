import { listAudit } from '#server/audit/index.ts';
import { route } from '#server/http/index.ts';

export const GET = route('listAudit', listAudit);
