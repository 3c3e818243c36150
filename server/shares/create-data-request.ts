import type { CreateDataRequest, CreatedDataRequest } from '#lib/shares/data-request-schema.ts';
import { requireAction } from '#server/access/index.ts';
import { recordEvent } from '#server/audit/index.ts';
import type { Context } from '#server/platform/context.ts';
import { insertLink } from './insert-link.ts';
import { toDataRequest } from './projections.ts';

/** Makes a link by which somebody without an account sends data to the workspace. */
export async function createDataRequest(ctx: Context, input: CreateDataRequest): Promise<CreatedDataRequest> {
  const { workspaceId } = requireAction(ctx.actor, 'share.create');
  const { title, maxBytesPerFile, maxFiles, dataTypeIds = null } = input;
  const link = { kind: 'request' as const, title, maxBytesPerFile, maxFiles, dataTypeIds };
  const { found, url } = await insertLink(ctx, input, link, (tx, share) =>
    recordEvent(ctx, tx, {
      workspaceId,
      action: 'request.create',
      subject: share.id,
      details: {
        ...{ title, maxBytesPerFile, maxFiles, dataTypeIds },
        ...{ expiresAt: input.expiresAt, hasPassword: share.passwordHash !== null },
      },
    }),
  );
  return { ...toDataRequest(found, ctx.now()), url };
}
