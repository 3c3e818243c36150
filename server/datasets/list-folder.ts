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
  const rest = sql`substr(${path}, char_length(${prefix}::text) + 1)`;
  // The path itself, or of what lies deeper the first folder below the prefix.
  const entry = sql<string>`case strpos(${rest}, '/') when 0 then ${path}
    else ${prefix}::text || substr(${rest}, 1, strpos(${rest}, '/')) end`;
  const entries = db
    .select({
      entry: entry.as('entry'),
      fileCount: sql`count(*)`.mapWith(Number).as('file_count'),
      size: sql`sum(${size})`.mapWith(Number).as('entry_size'),
    })
    .from(datasetFiles)
    .where(and(version, prefix === '' ? undefined : sql`starts_with(${path}, ${prefix})`))
    .groupBy(sql`entry`)
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
