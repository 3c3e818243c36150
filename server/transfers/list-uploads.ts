import { and, desc, eq, gt, isNull } from 'drizzle-orm';
import type { OpenUpload } from '#lib/transfers/upload-schema.ts';
import type { Context } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import { requireUploader } from './uploader.ts';

const { datasets, uploads } = schema;
const most = 200;

/** What this uploader began in the workspace and neither ended nor left for too long, the newest first. */
export async function listUploads(ctx: Context): Promise<{ items: OpenUpload[] }> {
  const { workspaceId, userId } = requireUploader(ctx.actor);
  const rows = await ctx.db
    .select({ upload: uploads, datasetName: datasets.name })
    .from(uploads)
    .leftJoin(datasets, eq(datasets.id, uploads.datasetId))
    .where(
      and(
        eq(uploads.workspaceId, workspaceId),
        eq(uploads.state, 'reserved'),
        userId === null ? isNull(uploads.userId) : eq(uploads.userId, userId),
        isNull(uploads.requestId),
        gt(uploads.expiresAt, ctx.now()),
      ),
    )
    .orderBy(desc(uploads.createdAt), uploads.id)
    .limit(most);
  return {
    items: rows.map(({ upload, datasetName }) => ({
      id: upload.id,
      name: upload.name ?? datasetName ?? upload.portName ?? upload.fileName,
      fileName: upload.fileName,
      fileCount: upload.fileCount,
      size: upload.size,
      createdAt: upload.createdAt.toISOString(),
      expiresAt: upload.expiresAt.toISOString(),
    })),
  };
}
