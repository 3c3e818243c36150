import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import type { Parts } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import type { BlobStore } from '#server/storage/index.ts';

const { datasetFiles, datasets } = schema;
const lookedFor = 3;

/**
 * Looks for files of the oldest datasets and of the newest, and says in the log where the container has none of either: with
 * another one set all is listed and nothing can be read.
 */
export async function lookForBytes({ db, blobs, config, log }: Parts<BlobStore>): Promise<void> {
  for (const order of [asc(datasets.createdAt), desc(datasets.createdAt)]) {
    const files = await db
      .select({ blobKey: datasetFiles.blobKey, snapshot: datasetFiles.snapshot })
      .from(datasets)
      .innerJoin(
        datasetFiles,
        and(eq(datasetFiles.datasetId, datasets.id), eq(datasetFiles.n, datasets.version)),
      )
      .where(isNull(datasets.deletedAt))
      .orderBy(order)
      .limit(lookedFor);
    const found = await Promise.all(files.map(({ blobKey, snapshot }) => blobs.inspect(blobKey, snapshot)));
    if (found.length === 0 || found.some((blob) => blob !== undefined)) continue;
    const { endpoint, container } = config.storage;
    log.error(
      { endpoint, container },
      'this container lacks the bytes of the datasets in the database, and each download of them will fail; set the storage account and container that they are in',
    );
    return;
  }
}
