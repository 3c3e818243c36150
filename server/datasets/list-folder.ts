import { and, eq, inArray, sql } from 'drizzle-orm';
import type { FilePage } from '#lib/datasets/dataset-schema.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import { toFile } from './projections.ts';

const { datasetFiles } = schema;

interface ListFolder {
  /** The folder's path with its `/`; the topmost where absent. */
  prefix?: string | undefined;
  after?: string | undefined;
  limit: number;
}

/** What lies directly in a folder of a version, by path: files, and folders with how much is in them. */
export async function listFolder(
  db: Database,
  { datasetId, n }: { datasetId: string; n: number },
  { prefix = '', after, limit }: ListFolder,
): Promise<Omit<FilePage, 'fileCount'>> {
  const { path, size } = datasetFiles;
  const version = and(eq(datasetFiles.datasetId, datasetId), eq(datasetFiles.n, n));
  const rest = prefix === '' ? sql`${path}` : sql`substr(${path}, char_length(${prefix}::text) + 1)`;
  const folder = sql`split_part(${rest}, '/', 1) <> ${rest}`;
  // Cheap for every row, as all of a large version's are looked at: the names' slashes are added to the groups.
  const groups = db
    .select({
      name: sql`split_part(${rest}, '/', 1)`.as('name'),
      folder: folder.as('folder'),
      fileCount: sql`count(*)`.mapWith(Number).as('file_count'),
      size: sql`sum(${size})`.mapWith(Number).as('entry_size'),
    })
    .from(datasetFiles)
    .where(and(version, prefix === '' ? undefined : sql`starts_with(${path}, ${prefix})`))
    .groupBy(sql`1, 2`)
    .as('groups');
  const entries = db
    .select({
      entry:
        sql<string>`${prefix}::text || ${groups.name} || case when ${groups.folder} then '/' else '' end`.as(
          'entry',
        ),
      fileCount: groups.fileCount,
      size: groups.size,
    })
    .from(groups)
    .as('entries');
  const rows = await db
    .select()
    .from(entries)
    .where(after === undefined ? undefined : sql`${entries.entry} > ${after}`)
    .orderBy(entries.entry)
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  const isFolder = (row: { entry: string }) => row.entry.endsWith('/');
  const paths = shown.filter((row) => !isFolder(row)).map((row) => row.entry);
  const files =
    paths.length === 0
      ? []
      : await db
          .select()
          .from(datasetFiles)
          .where(and(version, inArray(path, paths)))
          .orderBy(path);
  return {
    items: files.map(toFile),
    folders: shown.filter(isFolder).map(({ entry: folder, ...contents }) => ({ path: folder, ...contents })),
    nextAfter: rows.length > limit ? (shown.at(-1)?.entry ?? null) : null,
  };
}
