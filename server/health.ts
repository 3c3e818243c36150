import { sql } from 'drizzle-orm';
import { getParts } from '#server/compose.ts';
import { describeError } from '#server/platform/log.ts';

/** 200 where the database and storage answer, else 503 naming which does not. */
export async function readiness(): Promise<Response> {
  const headers = { 'cache-control': 'no-store' };
  const parts = await getParts().catch(() => undefined);
  if (!parts) return Response.json({ ready: false, waitingFor: ['start'] }, { status: 503, headers });
  const checks = await Promise.allSettled([parts.db.execute(sql`select 1`), parts.blobs.ping()]);
  const waitingFor = checks.flatMap((check, index) => {
    if (check.status === 'fulfilled') return [];
    parts.log.warn({ error: describeError(check.reason) }, 'not ready');
    return index === 0 ? ['database'] : ['storage'];
  });
  const ready = waitingFor.length === 0;
  return Response.json({ ready, waitingFor }, { status: ready ? 200 : 503, headers });
}
