import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { lastName } from '#lib/transfers/file-path.ts';
import { requireAction } from '#server/access/index.ts';
import { recordEvent } from '#server/audit/index.ts';
import type { Context } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import type { BlobStore, IssuedKey } from '#server/storage/index.ts';
import { issueArchiveKey } from './archive.ts';
import { firstFilesOf, keyOf } from './files-of.ts';
import { datasetNotFound, findDataset } from './find-dataset.ts';
import { type DatasetRow, type FileRow, ownerNames, toOwner, type VersionRow } from './projections.ts';

const { datasets, datasetVersions } = schema;

/** A version with the key to read it by: for clients that take data and metadata in one answer. */
export interface ReadableVersion {
  dataset: DatasetRow;
  version: VersionRow;
  owner: string;
  /** Its first file. */
  file: FileRow;
  /** Of the one file's blob; of a zip where there are several. */
  key: IssuedKey;
}

/** Ids and names of all datasets of the workspace, in the names' code point order. */
export async function listNames(ctx: Context): Promise<{ id: string; name: string }[]> {
  const { workspaceId } = requireAction(ctx.actor, 'dataset.read');
  return ctx.db
    .select({ id: datasets.id, name: datasets.name })
    .from(datasets)
    .where(and(eq(datasets.workspaceId, workspaceId), isNull(datasets.deletedAt)))
    .orderBy(sql`${datasets.name} collate "C"`, asc(datasets.id));
}

/** The newest versions of these datasets of the workspace, in no order; those deleted meanwhile are left out. */
export async function readVersions(
  ctx: Context<BlobStore>,
  ids: readonly string[],
): Promise<ReadableVersion[]> {
  const { workspaceId } = requireAction(ctx.actor, 'dataset.read');
  if (ids.length === 0) return [];
  const rows = await ctx.db
    .select()
    .from(datasets)
    .where(
      and(eq(datasets.workspaceId, workspaceId), inArray(datasets.id, [...ids]), isNull(datasets.deletedAt)),
    );
  return describe(
    ctx,
    rows.map((dataset) => ({ dataset, n: dataset.version })),
  );
}

/** One version, any, with a key to read it. Throws `not_found`. */
export async function readVersion(
  ctx: Context<BlobStore>,
  { datasetId, n }: { datasetId: string; n: number },
): Promise<ReadableVersion> {
  const { workspaceId } = requireAction(ctx.actor, 'dataset.read');
  const dataset = await findDataset(ctx.db, workspaceId, datasetId);
  const [readable] = await describe(ctx, [{ dataset, n }]);
  if (!readable) throw datasetNotFound();
  return readable;
}

/** Keys handed out by the hundred stand in the audit as one line; a single one stands with its dataset. */
async function describe(
  ctx: Context<BlobStore>,
  wanted: readonly { dataset: DatasetRow; n: number }[],
): Promise<ReadableVersion[]> {
  if (wanted.length === 0) return [];
  const pairs = sql.join(
    wanted.map(({ dataset, n }) => sql`(${dataset.id}::text, ${n}::integer)`),
    sql`, `,
  );
  const versions = await ctx.db
    .select()
    .from(datasetVersions)
    .where(sql`(${datasetVersions.datasetId}, ${datasetVersions.n}) in (${pairs})`);
  const files = await firstFilesOf(ctx.db, versions, 1);
  const names = await ownerNames(ctx.db, versions);
  const versionOf = new Map(versions.map((version) => [version.datasetId, version]));
  const readable: ReadableVersion[] = [];
  for (const { dataset } of wanted) {
    const version = versionOf.get(dataset.id);
    const [file] = (version && files.get(keyOf(version))) ?? [];
    if (!version || !file) continue;
    const key = await issueKey(ctx, version, file, dataset.workspaceId);
    readable.push({ dataset, version, owner: toOwner(version, names).displayName, file, key });
  }
  await recordKeys(ctx, readable);
  return readable;
}

function issueKey(
  ctx: Context<BlobStore>,
  { datasetId, n, fileCount }: VersionRow,
  file: FileRow,
  workspaceId: string,
): Promise<IssuedKey> | IssuedKey {
  if (fileCount > 1) return issueArchiveKey(ctx, { workspaceId, datasetId, n });
  const contentType = withCharset(file.contentType);
  return ctx.blobs.issueReadKey(file.blobKey, file.snapshot, { name: lastName(file.path), contentType });
}

/** Python's `requests` takes text without a charset for ISO-8859-1; what people upload is UTF-8. */
function withCharset(contentType: string): string {
  return /^text\/[^;]+$/.test(contentType) ? `${contentType}; charset=utf-8` : contentType;
}

async function recordKeys(ctx: Context<BlobStore>, readable: readonly ReadableVersion[]): Promise<void> {
  const [first, ...others] = readable;
  if (!first) return;
  const { workspaceId, id } = first.dataset;
  await recordEvent(
    ctx,
    ctx.db,
    others.length === 0
      ? { workspaceId, action: 'dataset.download', subject: id, details: { n: first.version.n } }
      : {
          workspaceId,
          action: 'dataset.issue-keys',
          subject: workspaceId,
          details: { datasets: readable.length },
        },
  );
}
