import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { createLanes } from '#lib/transfers/lanes.ts';
import { samplesWorkspaceId } from '#lib/workspaces/samples-workspace.ts';
import { recordEvent } from '#server/audit/index.ts';
import { addVersion, type NewVersion, updateDataset } from '#server/datasets/index.ts';
import type { Context } from '#server/platform/context.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import { describeError } from '#server/platform/log.ts';
import type { BlobStore } from '#server/storage/index.ts';
import type { Sample } from './catalogue.ts';
import { type MadeFile, makeFiles } from './make-content.ts';
import { type Resource, readResources, readSource } from './source-package.ts';
import { writeReadme } from './write-readme.ts';

const { datasetFiles, datasets } = schema;
const uploadsAtOnce = 4;

export interface Filled {
  samples: number;
  /** Contents that were not in storage yet. */
  uploaded: number;
  failed: number;
}

/** A sample whose bytes are in storage: just now (`sealed`), or as the listed version's already. */
interface StoredSample {
  sample: Sample;
  id: string;
  readme: string;
  isListed: boolean;
  sealed: NewVersion['files'] | undefined;
}

/** The dataset id of a sample: the same on every installation. */
export function sampleId(key: string): string {
  return createHash('sha256').update(`sluice sample ${key}`).digest('hex').slice(0, 32);
}

/** Uploads what is new or changed, and lists it. Samples that left the catalogue stay: somebody may use them. */
export async function fillSamples(
  ctx: Context<BlobStore>,
  samples: readonly Sample[],
  packageVersion: string,
): Promise<Filled> {
  const [resources, listed] = await Promise.all([readResources(), listedContents(ctx.db)]);
  const lanes = createLanes(uploadsAtOnce);
  let failed = 0;
  const logFailure = (sample: Sample) => (error: unknown) => {
    failed += 1;
    ctx.log.error({ sample: sample.key, error: describeError(error) }, 'a sample was left out');
    return undefined;
  };
  const stored = await Promise.all(
    samples.map((sample) => {
      const resource = resources.get(sample.source);
      const current = listed.get(sampleId(sample.key));
      const task = () => store(ctx.blobs, sample, resource, current, packageVersion);
      return lanes.run(new AbortController().signal, task).catch(logFailure(sample));
    }),
  );
  let uploaded = 0;
  for (const item of stored) {
    if (!item) continue;
    const isNew = await ctx.db
      .transaction((tx) => list({ ...ctx, db: tx }, item))
      .catch(logFailure(item.sample));
    if (isNew) uploaded += 1;
  }
  return { samples: samples.length, uploaded, failed };
}

/** Makes a sample's bytes and puts them into storage, unless they are the listed version's. */
async function store(
  blobs: BlobStore,
  sample: Sample,
  resource: Resource | undefined,
  current: string | undefined,
  packageVersion: string,
): Promise<StoredSample> {
  if (!resource) throw new Error(`The source package does not describe ${sample.source}.`);
  const id = sampleId(sample.key);
  const files = makeFiles(sample, await readSource(sample.source)).map((file) => ({
    ...file,
    blobKey: blobKeyOf(id, file.content),
  }));
  const isSame = current === contentKey(files.map((file) => fileKey(sample.dataTypeId, file)));
  const sealed = isSame ? undefined : await Promise.all(files.map((file) => seal(blobs, file)));
  const readme = writeReadme(sample, resource, packageVersion);
  return { sample, id, readme, isListed: current !== undefined, sealed };
}

/** Where content of a sample lies: the same content at the same place. */
export function blobKeyOf(id: string, content: Uint8Array): string {
  return `samples/${id}/${createHash('sha256').update(content).digest('hex')}`;
}

async function seal(blobs: BlobStore, { content, ...file }: MadeFile & { blobKey: string }) {
  return { ...file, ...(await blobs.putSealed(file.blobKey, content, file.contentType)) };
}

function fileKey(dataTypeId: string, { path, blobKey }: { path: string; blobKey: string }): string {
  return [dataTypeId, path, blobKey].join('\n');
}

function contentKey(fileKeys: readonly string[]): string {
  return fileKeys.toSorted().join('\n');
}

/** What the newest version of each sample listed is made of, by dataset id. */
async function listedContents(db: Database): Promise<Map<string, string>> {
  const rows = await db
    .select({
      id: datasets.id,
      dataTypeId: datasets.dataTypeId,
      path: datasetFiles.path,
      blobKey: datasetFiles.blobKey,
    })
    .from(datasets)
    .innerJoin(
      datasetFiles,
      and(eq(datasetFiles.datasetId, datasets.id), eq(datasetFiles.n, datasets.version)),
    )
    .where(eq(datasets.workspaceId, samplesWorkspaceId));
  const keys = new Map<string, string[]>();
  for (const row of rows) keys.set(row.id, [...(keys.get(row.id) ?? []), fileKey(row.dataTypeId, row)]);
  return new Map([...keys].map(([id, own]) => [id, contentKey(own)]));
}

/** Lists a stored sample; true where that made a version. */
async function list(ctx: Context, { sample, id, readme, isListed, sealed }: StoredSample) {
  if (isListed) await updateDataset(ctx, { datasetId: id, name: sample.name, description: readme });
  if (!sealed) return false;
  const { fileName, dataTypeId, name } = sample;
  const { version, size } = await addVersion(ctx.db, {
    workspaceId: samplesWorkspaceId,
    target: isListed ? { kind: 'existing', id } : { kind: 'new', id, name, description: readme },
    dataTypeId,
    ownerId: null,
    ownerName: null,
    origin: 'sample',
    files: sealed,
    now: ctx.now(),
  });
  await recordEvent(ctx, ctx.db, {
    workspaceId: samplesWorkspaceId,
    action: version === 1 ? 'dataset.create' : 'dataset.new-version',
    subject: id,
    details: { n: version, fileName, size },
  });
  return true;
}
