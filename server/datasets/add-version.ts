import { eq } from 'drizzle-orm';
import type { DataTypeId } from '#lib/datasets/data-types.ts';
import { nameKey } from '#lib/datasets/dataset-name.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import type { SealedBlob } from '#server/storage/index.ts';
import { findDataset } from './find-dataset.ts';
import type { DatasetRow } from './projections.ts';

const { datasetFiles, datasets, datasetVersions } = schema;

export interface NewVersion {
  workspaceId: string;
  /** A new dataset of this id and name, or a new version of the one that has the id. */
  target: { kind: 'new'; id: string; name: string; description: string } | { kind: 'existing'; id: string };
  dataTypeId: DataTypeId;
  ownerId: string | null;
  origin: 'upload' | 'sample';
  file: { path: string; contentType: string; blobKey: string } & SealedBlob;
  now: Date;
}

/** Makes a sealed blob visible as a version; call it in the transaction that closes the upload. */
export async function addVersion(tx: Database, version: NewVersion): Promise<DatasetRow> {
  const { file, now, target, workspaceId, dataTypeId, ownerId, origin } = version;
  const newest = { dataTypeId, size: file.size, fileCount: 1, ownerId, updatedAt: now };
  const existing =
    target.kind === 'existing' ? await findDataset(tx, workspaceId, target.id, { lock: true }) : undefined;
  const n = (existing?.version ?? 0) + 1;
  const [dataset] =
    target.kind === 'existing'
      ? await tx
          .update(datasets)
          .set({ ...newest, version: n })
          .where(eq(datasets.id, target.id))
          .returning()
      : await tx
          .insert(datasets)
          .values({
            ...newest,
            ...target,
            nameKey: nameKey(target.name),
            workspaceId,
            version: n,
            createdAt: now,
          })
          .returning();
  if (!dataset) throw new Error('the dataset row was not written');
  await tx
    .insert(datasetVersions)
    .values({ datasetId: dataset.id, n, dataTypeId, size: file.size, ownerId, origin, createdAt: now });
  await tx.insert(datasetFiles).values({
    datasetId: dataset.id,
    n,
    path: file.path,
    size: file.size,
    md5: file.md5 ?? null,
    etag: file.etag,
    contentType: file.contentType,
    blobKey: file.blobKey,
    snapshot: file.snapshot,
  });
  return dataset;
}
