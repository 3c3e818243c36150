import { eq, sql } from 'drizzle-orm';
import { SluiceError } from '#lib/errors.ts';
import { inFolder } from '#lib/transfers/file-path.ts';
import { type Database, schema } from '#server/platform/db/index.ts';

const { uploadFiles } = schema;

/**
 * Throws `name_invalid` where one of these files, rows by now, is a folder of another file's path: no file system holds
 * both. As `pathKey` sorts, what is in a folder comes right behind it, so that the neighbours of each file tell.
 */
export async function requireNoClash(tx: Database, uploadId: string, keys: readonly string[]): Promise<void> {
  const { pathKey } = uploadFiles;
  const neighbour = (side: 'before' | 'behind') => sql`(
    select ${pathKey} from ${uploadFiles}
    where ${eq(uploadFiles.uploadId, uploadId)} and ${pathKey} ${sql.raw(side === 'before' ? '<' : '>')} added.key
    order by ${pathKey} ${sql.raw(side === 'before' ? 'desc' : 'asc')} limit 1
  )`;
  const added = sql`(select value collate "C" as key from jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb))`;
  const [clash] = await tx
    .select({ key: sql<string>`added.key` })
    .from(sql`${added} as added`)
    .where(
      sql`starts_with(${neighbour('behind')}, added.key || ${inFolder}::text)
        or starts_with(added.key, ${neighbour('before')} || ${inFolder}::text)`,
    )
    .limit(1);
  if (!clash) return;
  const path = clash.key.replaceAll(inFolder, '/');
  throw new SluiceError(
    'name_invalid',
    `The path "${path.slice(0, 200)}" cannot be here: a file and a folder of one name are in the way; rename one.`,
    { details: { path } },
  );
}
