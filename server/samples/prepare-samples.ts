import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { and, desc, eq, sql } from 'drizzle-orm';
import { samplesWorkspaceId } from '#lib/workspaces/samples-workspace.ts';
import { recordEvent } from '#server/audit/index.ts';
import type { Context, Parts } from '#server/platform/context.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import { describeError } from '#server/platform/log.ts';
import type { BlobStore } from '#server/storage/index.ts';
import { catalogue, catalogueVersion, type Sample } from './catalogue.ts';
import { fillExperiment } from './fill-experiment.ts';
import { fillSamples } from './fill-samples.ts';
import { type SampleExperiment, sampleExperiment } from './sample-experiment.ts';
import { readPackageVersion } from './source-package.ts';

const { auditEvents, workspaces } = schema;

/** Any number that only the samples use: of servers that start together one fills, the others wait and find it done. */
const samplesLock = 7_582_401_664;
const fillAction = 'samples.fill';

/**
 * Sees that the read-only workspace of the samples is there and holds the catalogue's. What it was filled from stands
 * in the audit, so a later start costs one query. A sample that fails is logged and tried again at the next start.
 */
export async function prepareSamples(
  parts: Parts<BlobStore>,
  samples: readonly Sample[] = catalogue,
  experiment: SampleExperiment = sampleExperiment,
): Promise<void> {
  await parts.db
    .insert(workspaces)
    .values({ id: samplesWorkspaceId, name: 'Samples', createdAt: parts.now() })
    .onConflictDoNothing();
  try {
    const packageVersion = await readPackageVersion();
    const fingerprint = fingerprintOf(samples, experiment, packageVersion);
    const fill = async (tx: Database): Promise<'done' | 'elsewhere'> => {
      // Asked for again and again, as whoever waits for a lock runs into the limits that statements have.
      if (!(await takesLock(tx))) return 'elsewhere';
      if ((await lastFill(tx)) === fingerprint) return 'done';
      // The bytes go up while the transaction waits.
      await tx.execute(sql`set local idle_in_transaction_session_timeout = 0`);
      const ctx = asSystem(parts, tx);
      const { failed, ...filled } = await fillSamples(ctx, samples, packageVersion);
      parts.log.info({ ...filled, failed }, 'filled the samples');
      const isWhole = await fillSampleExperiment(ctx, experiment, samples);
      if (failed > 0 || !isWhole) return 'done';
      const details = { fingerprint, packageVersion, ...filled };
      const subject = samplesWorkspaceId;
      await recordEvent(ctx, tx, { workspaceId: samplesWorkspaceId, action: fillAction, subject, details });
      return 'done';
    };
    while ((await lastFill(parts.db)) !== fingerprint && (await parts.db.transaction(fill)) === 'elsewhere')
      await delay(500);
  } catch (error) {
    parts.log.error({ error: describeError(error) }, 'the samples are not filled');
  }
}

async function takesLock(tx: Database): Promise<boolean> {
  const [row] = await tx
    .select({ taken: sql<boolean>`pg_try_advisory_xact_lock(${samplesLock})` })
    .from(sql`(values (1)) as one`);
  return row?.taken === true;
}

/** The experiment on a sample of those filled; false where it failed, which is told in the log and takes nothing along. */
async function fillSampleExperiment(
  ctx: Context<BlobStore>,
  experiment: SampleExperiment,
  samples: readonly Sample[],
): Promise<boolean> {
  const dataset = samples.find(({ key }) => key === experiment.dataset);
  if (!dataset) return true;
  try {
    await ctx.db.transaction((tx) => fillExperiment({ ...ctx, db: tx }, experiment, dataset));
    return true;
  } catch (error) {
    ctx.log.error(
      { experiment: experiment.key, error: describeError(error) },
      'the sample experiment was left out',
    );
    return false;
  }
}

function asSystem(parts: Parts<BlobStore>, db: Database): Context<BlobStore> {
  const actor = { kind: 'system' as const, displayName: 'Sluice', workspaceId: samplesWorkspaceId };
  return { ...parts, db, actor, address: null };
}

function fingerprintOf(
  samples: readonly Sample[],
  experiment: SampleExperiment,
  packageVersion: string,
): string {
  const facts = JSON.stringify([catalogueVersion, packageVersion, samples, experiment]);
  return createHash('sha256').update(facts).digest('hex');
}

/** Fingerprint of the last complete fill. */
async function lastFill(db: Database): Promise<unknown> {
  const [row] = await db
    .select({ details: auditEvents.details })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.workspaceId, samplesWorkspaceId),
        eq(auditEvents.subject, samplesWorkspaceId),
        eq(auditEvents.action, fillAction),
      ),
    )
    .orderBy(desc(auditEvents.id))
    .limit(1);
  return row?.details.fingerprint;
}
