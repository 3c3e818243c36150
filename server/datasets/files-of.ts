import { and, asc, eq, gt, type SQL, sql } from 'drizzle-orm';
import { filesShown } from '#lib/datasets/dataset-limits.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import type { FileRow } from './projections.ts';

const { datasetFiles } = schema;

/** Files of version `n`, by path, `limit` at most; none where there is no such version. */
export function filesOf(
  db: Database,
  datasetId: string,
  n: number,
  {
    path,
    after,
    matching,
    limit,
  }: { path?: string | undefined; after?: string | undefined; matching?: SQL | undefined; limit: number },
): Promise<FileRow[]> {
  return db
    .select()
    .from(datasetFiles)
    .where(
      and(
        eq(datasetFiles.datasetId, datasetId),
        eq(datasetFiles.n, n),
        path === undefined ? undefined : eq(datasetFiles.path, path),
        after === undefined ? undefined : gt(datasetFiles.path, after),
        matching,
      ),
    )
    .orderBy(asc(datasetFiles.path))
    .limit(limit);
}

/** Every file of a version, by path; a page of them is in memory at a time. */
export async function* everyFile(
  db: Database,
  { datasetId, n }: { datasetId: string; n: number },
): AsyncGenerator<FileRow> {
  let after: string | undefined;
  do {
    const page: FileRow[] = await filesOf(db, datasetId, n, { after, limit: filesShown });
    yield* page;
    after = page.length === filesShown ? page.at(-1)?.path : undefined;
  } while (after !== undefined);
}

export function keyOf({ datasetId, n }: { datasetId: string; n: number }): string {
  return `${datasetId}.${n}`;
}

/** The first files, by path, of each of these versions, by `keyOf`: as many rows are read, however many there are. */
export async function firstFilesOf(
  db: Database,
  versions: readonly { datasetId: string; n: number }[],
  limit: number,
): Promise<Map<string, FileRow[]>> {
  const found = new Map<string, FileRow[]>();
  if (versions.length === 0) return found;
  const wanted = sql.join(
    versions.map(({ datasetId, n }) => sql`(${datasetId}::text, ${n}::integer)`),
    sql`, `,
  );
  const { datasetId, n, path } = datasetFiles;
  const first = db
    .select()
    .from(datasetFiles)
    .where(sql`${datasetId} = wanted.dataset_id and ${n} = wanted.n`)
    .orderBy(path)
    .limit(limit)
    .as('files');
  const rows = await db
    .select()
    .from(sql`(values ${wanted}) as wanted (dataset_id, n)`)
    .innerJoinLateral(first, sql`true`);
  for (const { files } of rows as unknown as { files: FileRow }[]) {
    const own = found.get(keyOf(files));
    if (own) own.push(files);
    else found.set(keyOf(files), [files]);
  }
  return found;
}
