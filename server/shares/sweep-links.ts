import { and, eq, exists, isNotNull, isNull, lt, lte, or, sql } from 'drizzle-orm';
import { sharesPath } from '#lib/paths.ts';
import { submissionDays } from '#lib/shares/share-limits.ts';
import { sendMail } from '#server/mail/index.ts';
import type { Parts } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import { describeError } from '#server/platform/log.ts';
import type { BlobStore } from '#server/storage/index.ts';
import { inState } from './find-link.ts';
import { dropSubmission, isWaiting } from './submissions.ts';

const { datasets, memberships, shares, uploads, users, workspaces } = schema;
const dayMs = 24 * 3_600_000;
const atOnce = 100;

/**
 * Tells makers by mail, once, of links that end within two days (of short-lived ones: within the last quarter of their
 * life), unless nobody gets in by them anyway. A link is claimed before its mail is sent, so that of several servers one
 * sends it, and given back where that fails: the next round tries again, as a mail server that is away would hold up each
 * of a hundred mails, and what is swept after them. Answers how many were sent.
 */
export async function warnOfEndingLinks(parts: Parts<BlobStore>): Promise<number> {
  if (!parts.config.mail) return 0;
  const now = parts.now();
  const until = new Date(now.getTime() + 2 * dayMs);
  const due = await parts.db
    .select({ share: shares, email: users.email, datasetName: datasets.name })
    .from(shares)
    .innerJoin(users, eq(users.id, shares.makerId))
    .innerJoin(
      memberships,
      and(eq(memberships.userId, users.id), eq(memberships.workspaceId, shares.workspaceId)),
    )
    .innerJoin(workspaces, eq(workspaces.id, shares.workspaceId))
    .leftJoin(datasets, eq(datasets.id, shares.datasetId))
    .where(
      and(
        isNull(workspaces.deletedAt),
        eq(workspaces.sharesOff, false),
        isNull(datasets.deletedAt),
        inState('open', now),
        isNull(shares.warnedAt),
        lt(shares.expiresAt, until),
        sql`${shares.expiresAt} - (${shares.expiresAt} - ${shares.createdAt}) / 4 <= ${now.toISOString()}::timestamptz`,
      ),
    )
    .limit(atOnce);
  let sent = 0;
  for (const { share, email, datasetName } of due) {
    const claimed = await parts.db
      .update(shares)
      .set({ warnedAt: now })
      .where(and(eq(shares.id, share.id), isNull(shares.warnedAt)))
      .returning({ id: shares.id });
    if (claimed.length === 0 || !email) continue;
    const mail = mailOf(parts.config.publicUrl, share, datasetName);
    const outcome = await sendMail(parts, { to: email, ...mail });
    if (outcome === 'sent') sent += 1;
    // One that is refused, now as later, keeps no other from its mail; nor does one that is only put off.
    if (outcome === 'sent' || outcome === 'refused') continue;
    await parts.db.update(shares).set({ warnedAt: null }).where(eq(shares.id, share.id));
    if (outcome !== 'deferred') break;
  }
  return sent;
}

/** Names no code: who reads the mail signs in to extend the link. */
function mailOf(publicUrl: string, share: typeof shares.$inferSelect, datasetName: string | null) {
  const isRequest = share.kind === 'request';
  const what = isRequest ? `to receive “${share.title}”` : `to the dataset “${datasetName ?? ''}”`;
  const at = `${share.expiresAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const page = `${publicUrl}${sharesPath(share.workspaceId, isRequest ? 'requests' : undefined)}`;
  return {
    subject: `Your link ${what} ends soon`.replace(/\s+/g, ' '),
    text: `Your link ${what} ends at ${at}.\n\nTo extend it, or to end it now: ${page}\n`,
  };
}

/** Removes what arrived and nobody accepted within 30 days. Answers how many. */
export async function purgeSubmissions(parts: Parts<BlobStore>): Promise<number> {
  const before = new Date(parts.now().getTime() - submissionDays * dayMs);
  const due = await parts.db
    .select({ id: uploads.id, workspaceId: uploads.workspaceId })
    .from(uploads)
    .where(and(isWaiting, lt(uploads.receivedAt, before)))
    .limit(atOnce);
  let purged = 0;
  for (const upload of due) {
    const actor = { kind: 'system' as const, displayName: 'Sluice', workspaceId: upload.workspaceId };
    try {
      await dropSubmission({ ...parts, actor, address: null }, upload, 'submission.purge');
      purged += 1;
    } catch (error) {
      parts.log.warn(
        { upload: upload.id, error: describeError(error) },
        'a submission could not be removed yet',
      );
    }
  }
  return purged;
}

/**
 * Forgets uploads that were begun through links which have ended, and never arrived; their bytes are gone already. While a
 * link opens, such rows count what it may begin (`requirePlace`). What arrived stays, as the ledger tells how much it was.
 */
export async function forgetGivenUp({ db, now }: Parts): Promise<void> {
  const ended = db
    .select({ id: shares.id })
    .from(shares)
    .where(
      and(eq(shares.id, uploads.requestId), or(isNotNull(shares.revokedAt), lte(shares.expiresAt, now()))),
    );
  await db
    .delete(uploads)
    .where(
      and(
        isNotNull(uploads.requestId),
        eq(uploads.state, 'cancelled'),
        isNull(uploads.receivedAt),
        isNotNull(uploads.sweptAt),
        exists(ended),
      ),
    );
}
