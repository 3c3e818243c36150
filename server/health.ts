import { sql } from 'drizzle-orm';
import { partsWithin } from '#server/compose.ts';
import type { Parts } from '#server/platform/context.ts';
import { describeError } from '#server/platform/log.ts';
import type { BlobStore } from '#server/storage/index.ts';

const freshFor = 1000;
/** Who watches asks again every few seconds, and must hear a no by then; storage is asked no longer either. */
const patienceMs = 5000;
let latest: { at: number; waitingFor: Promise<string[]> } | undefined;

/** 200 where the database and storage answer, else 503 naming which does not; `start` while the portal opens them. */
export async function readiness(): Promise<Response> {
  const headers = { 'cache-control': 'no-store' };
  const parts = await partsWithin(0);
  if (!parts) return Response.json({ ready: false, waitingFor: ['start'] }, { status: 503, headers });
  // Anybody may ask: however often, the parts are asked once a second.
  if (!latest || performance.now() - latest.at > freshFor)
    latest = { at: performance.now(), waitingFor: askParts(parts) };
  const waitingFor = await latest.waitingFor;
  const ready = waitingFor.length === 0;
  return Response.json({ ready, waitingFor }, { status: ready ? 200 : 503, headers });
}

async function askParts({ db, blobs, log }: Parts<BlobStore>): Promise<string[]> {
  const checks = await Promise.allSettled([inTime(db.execute(sql`select 1`)), blobs.ping()]);
  return checks.flatMap((check, index) => {
    if (check.status === 'fulfilled') return [];
    log.warn({ error: describeError(check.reason) }, 'not ready');
    return index === 0 ? ['database'] : ['storage'];
  });
}

async function inTime(asked: PromiseLike<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the database has not answered for 5 s')), patienceMs);
  });
  try {
    await Promise.race([asked, silence]);
  } finally {
    clearTimeout(timer);
  }
}
