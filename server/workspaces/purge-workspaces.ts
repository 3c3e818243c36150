import { and, eq, inArray, isNotNull, isNull, lt } from 'drizzle-orm';
import { undoDays } from '#lib/datasets/dataset-limits.ts';
import { inLanes } from '#lib/in-lanes.ts';
import { recordEvent } from '#server/audit/index.ts';
import type { Parts } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import { describeError } from '#server/platform/log.ts';
import type { BlobStore } from '#server/storage/index.ts';

const { datasetFiles, datasets, experimentOutputs, experiments, invitations } = schema;
const { memberships, shares, tokens, uploads, workspaces } = schema;
const minute = 60_000;
/** Removals at once: they wait for storage. */
const lanes = 16;
/** Several servers' clocks may differ by this much. */
const skewMargin = 30 * minute;
/** A time of deletion that no restore accepts: the workspace is being purged. */
const claimed = new Date(0);

/** Removes for good, bytes first, workspaces deleted more than 7 days ago; their audit stays. */
export async function purgeWorkspaces(parts: Parts<BlobStore>): Promise<number> {
  const before = new Date(parts.now().getTime() - undoDays * 24 * 60 * minute - skewMargin);
  const due = await parts.db
    .select({ id: workspaces.id })
    .from(workspaces)
    .where(lt(workspaces.deletedAt, before));
  let purged = 0;
  for (const { id } of due) {
    try {
      if (await purgeWorkspace(parts, id, before)) purged += 1;
    } catch (error) {
      parts.log.warn({ workspaceId: id, error: describeError(error) }, 'a workspace could not be purged yet');
    }
  }
  return purged;
}

async function purgeWorkspace(parts: Parts<BlobStore>, id: string, before: Date): Promise<boolean> {
  const { db, blobs } = parts;
  const [workspace] = await db
    .update(workspaces)
    .set({ deletedAt: claimed })
    .where(and(eq(workspaces.id, id), lt(workspaces.deletedAt, before)))
    .returning();
  if (!workspace) return false;
  const folders = await foldersOf(parts, id);
  for (const folder of folders) await blobs.removeAll(folder);
  const others = [...(await blobKeysOf(parts, id))].filter((blobKey) => !folders.has(folderOf(blobKey)));
  await inLanes(lanes, others, (blobKey) => blobs.remove(blobKey));
  const actor = { kind: 'system' as const, displayName: 'Sluice', workspaceId: id };
  return db.transaction(async (tx) => {
    for (const table of [uploads, shares, experiments, datasets, tokens, invitations, memberships])
      await tx.delete(table).where(eq(table.workspaceId, id));
    const gone = await tx.delete(workspaces).where(eq(workspaces.id, id)).returning({ id: workspaces.id });
    // Another server was quicker, and has told of it.
    if (gone.length === 0) return false;
    await recordEvent({ ...parts, actor, address: null }, tx, {
      workspaceId: id,
      action: 'workspace.purge',
      subject: id,
      details: { name: workspace.name },
    });
    return true;
  });
}

/** Where the blobs of its uploads of many files are, whatever became of them. */
async function foldersOf({ db }: Parts<BlobStore>, id: string): Promise<Set<string>> {
  const rows = await db
    .select({ blobKey: uploads.blobKey })
    .from(uploads)
    .where(and(eq(uploads.workspaceId, id), isNotNull(uploads.fileCount)));
  return new Set(rows.map(({ blobKey }) => blobKey));
}

/** `{workspaceId}/{random}`, where a blob is one of many. */
function folderOf(blobKey: string): string {
  return blobKey.split('/', 2).join('/');
}

/** Every blob of the workspace: of datasets, of outputs, and of uploads of one file whatever became of them. */
async function blobKeysOf({ db }: Parts<BlobStore>, id: string): Promise<Set<string>> {
  const own = (table: typeof datasets | typeof experiments) =>
    db.select({ id: table.id }).from(table).where(eq(table.workspaceId, id));
  const lists = await Promise.all([
    db
      .select({ blobKey: datasetFiles.blobKey })
      .from(datasetFiles)
      .where(inArray(datasetFiles.datasetId, own(datasets))),
    db
      .select({ blobKey: experimentOutputs.blobKey })
      .from(experimentOutputs)
      .where(inArray(experimentOutputs.experimentId, own(experiments))),
    db
      .select({ blobKey: uploads.blobKey })
      .from(uploads)
      .where(and(eq(uploads.workspaceId, id), isNull(uploads.fileCount))),
  ]);
  return new Set(lists.flat().map(({ blobKey }) => blobKey));
}
