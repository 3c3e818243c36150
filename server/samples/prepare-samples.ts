import { samplesWorkspaceId } from '#lib/workspaces/workspace-schema.ts';
import type { Parts } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import type { BlobStore } from '#server/storage/index.ts';

/** Sees that the read-only workspace of the samples is there and filled. */
export async function prepareSamples(parts: Parts<BlobStore>): Promise<void> {
  await parts.db
    .insert(schema.workspaces)
    .values({ id: samplesWorkspaceId, name: 'Samples', createdAt: parts.now() })
    .onConflictDoNothing();
}
