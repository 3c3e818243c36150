import { eq } from 'drizzle-orm';
import type { AuditAction } from '#lib/audit/audit-actions.ts';
import { SluiceError } from '#lib/errors.ts';
import type { DataRequest, UpdateDataRequest } from '#lib/shares/data-request-schema.ts';
import type { Share, UpdateShare } from '#lib/shares/share-schema.ts';
import { recordEvent } from '#server/audit/index.ts';
import type { Actor, Context } from '#server/platform/context.ts';
import { type Database, schema } from '#server/platform/db/index.ts';
import { actorNow } from './actor-now.ts';
import { type FoundLink, findOwnLink } from './find-link.ts';
import type { ShareRow } from './link-code.ts';
import { hashPassword } from './password.ts';
import { requirePolicy } from './policy.ts';
import { toDataRequest, toShare } from './projections.ts';

const { shares } = schema;

/** Extends a link to a dataset, or changes what it asks for; `conflict` where it was revoked. */
export async function updateShare(
  ctx: Context,
  { shareId, ...changes }: UpdateShare & { shareId: string },
): Promise<Share> {
  const { downloadLimit, preview } = changes;
  const own = (share: ShareRow): Partial<ShareRow> => {
    // As at its making: a preview reads the file itself, uncounted, so a limit alone would not limit.
    const isLimitedNow = share.downloadLimit === null && (downloadLimit ?? null) !== null;
    const shown = preview ?? (isLimitedNow && share.preview ? false : undefined);
    return {
      ...(downloadLimit === undefined ? {} : { downloadLimit }),
      ...(shown === undefined ? {} : { preview: shown }),
    };
  };
  return toShare(await changeLink(ctx, 'dataset', shareId, changes, own), ctx.now());
}

/** The same of a link to receive data. */
export async function updateDataRequest(
  ctx: Context,
  { requestId, ...changes }: UpdateDataRequest & { requestId: string },
): Promise<DataRequest> {
  const { title, maxFiles } = changes;
  const own = { ...(title === undefined ? {} : { title }), ...(maxFiles === undefined ? {} : { maxFiles }) };
  return toDataRequest(await changeLink(ctx, 'request', requestId, changes, () => own), ctx.now());
}

async function changeLink(
  ctx: Context,
  kind: ShareRow['kind'],
  shareId: string,
  changes: Pick<UpdateShare, 'expiresAt' | 'note' | 'password'>,
  own: (share: ShareRow) => Partial<ShareRow>,
): Promise<FoundLink> {
  const found = await findOpenLink(ctx.db, ctx.actor, shareId, kind);
  const { note, password } = changes;
  const expiresAt = changes.expiresAt === undefined ? undefined : new Date(changes.expiresAt);
  const hasPassword = password === undefined ? found.share.passwordHash !== null : password !== null;
  async function mustFit(db: Database): Promise<void> {
    if (expiresAt || password === null)
      await requirePolicy({ ...ctx, db }, found.share.workspaceId, { expiresAt, hasPassword });
  }
  await mustFit(ctx.db);
  const values: Partial<ShareRow> = {
    ...own(found.share),
    ...(note === undefined ? {} : { note }),
    ...(expiresAt === undefined ? {} : { expiresAt, warnedAt: null }),
    ...(password === undefined ? {} : { passwordHash: password && (await hashPassword(password)) }),
  };
  if (Object.keys(values).length === 0) return found;
  const { passwordHash, warnedAt, ...told } = values;
  await ctx.db.transaction(async (tx) => {
    if (ctx.actor.kind === 'member') await findOpenLink(tx, await actorNow(tx, ctx.actor), shareId, kind);
    await mustFit(tx);
    await tx.update(shares).set(values).where(eq(shares.id, shareId));
    const details = { ...told, ...(passwordHash === undefined ? {} : { hasPassword }) };
    await recordEvent(ctx, tx, eventOf(found, 'update', details));
  });
  return { ...found, share: { ...found.share, ...values } };
}

/** The link where the actor may change it; `conflict` where it was revoked. */
async function findOpenLink(
  db: Database,
  actor: Actor,
  shareId: string,
  kind: ShareRow['kind'],
): Promise<FoundLink> {
  const found = await findOwnLink(db, actor, shareId, kind);
  if (!found.share.revokedAt) return found;
  throw new SluiceError('conflict', 'This link was revoked and stays so; make a new one.');
}

/** By what the audit tells a link from others: its note, or the title of one to receive data, as they are then. */
export function namesOf({ kind, note, title }: Pick<ShareRow, 'kind' | 'note' | 'title'>) {
  return kind === 'dataset' ? { note } : { title };
}

/** One line of the audit on a link: it stands with the dataset it leads to. */
export function eventOf(
  { share }: FoundLink,
  what: 'update' | 'revoke' | 'reveal',
  details: Record<string, unknown> = {},
) {
  const { kind, workspaceId, id, datasetId } = share;
  const action: AuditAction = kind === 'dataset' ? `share.${what}` : `request.${what}`;
  const named = namesOf(share);
  return { workspaceId, action, subject: datasetId ?? id, details: { shareId: id, ...named, ...details } };
}
