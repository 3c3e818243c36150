import { and, eq, isNull } from 'drizzle-orm';
import { SluiceError } from '#lib/errors.ts';
import type { ShareState } from '#lib/shares/share-schema.ts';
import { networkOf } from '#server/platform/address.ts';
import type { Actor, Context } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import { logRefused } from '#server/platform/log.ts';
import { digestOf } from '#server/platform/secrets.ts';
import type { BlobStore } from '#server/storage/index.ts';
import { roleIn } from '#server/workspaces/index.ts';
import { type FoundLink, selectLinks, stateOf } from './find-link.ts';
import type { ShareRow } from './link-code.ts';
import { ticketHolds } from './link-ticket.ts';
import { checkPassword } from './password.ts';
import { countGuess, requireCalmUse, requireFewGuesses } from './throttle.ts';

const { shares, workspaces } = schema;

/** Who comes through a link: anybody, or somebody signed in. */
export type VisitorContext = Context<BlobStore, Extract<Actor, { kind: 'anonymous' | 'person' }>>;
export type LinkContext = Context<BlobStore, Extract<Actor, { kind: 'share' }>>;

/** A link that was opened, and who acts by it from here on. */
export interface OpenedLink extends FoundLink {
  ctx: LinkContext;
}

/** What somebody presents: the code, and the password or a ticket that stands for it. */
export type Presented = { code: string } & ({ password?: string | undefined } | { ticket: string });

/** The one answer to all that does not open, whatever the cause. */
export function linkClosed(): SluiceError {
  return new SluiceError(
    'link_closed',
    'This link does not open. It may need a password, or it has expired, was withdrawn, or is used up.',
  );
}

/**
 * Opens a link, by the database as it stands now: a link revoked on one server is refused at once on all. Throws
 * `link_closed` for everything that does not open, after the same time: a password that is given is checked
 * whatever the code is, unless the link opens without. Throws `too_many_requests` where an address guesses.
 */
export async function admitLink(
  ctx: VisitorContext,
  kind: ShareRow['kind'],
  presented: Presented,
  states: readonly ShareState[] = ['open'],
): Promise<OpenedLink> {
  const digest = digestOf(presented.code);
  const guesser = { digest, address: networkOf(ctx.address ?? 'unknown') };
  await requireCalmUse(ctx.limits, guesser);
  if ('password' in presented && presented.password !== undefined)
    await requireFewGuesses(ctx.limits, guesser);
  const [link] = await selectLinks(ctx.db).where(
    and(
      eq(shares.digest, digest),
      eq(shares.kind, kind),
      isNull(workspaces.deletedAt),
      eq(workspaces.sharesOff, false),
    ),
  );
  const isOpen =
    link !== undefined && states.includes(stateOf(link, ctx.now())) && (await isForVisitor(ctx, link.share));
  const needsNone = isOpen && link.share.passwordHash === null;
  const proven = await isProven(ctx, presented, link, { ...guesser, needsNone });
  if (!isOpen || !proven) throw linkClosed();
  return { ...link, ctx: asLink(ctx, link.share) };
}

async function isProven(
  ctx: VisitorContext,
  presented: Presented,
  link: FoundLink | undefined,
  { needsNone, ...guesser }: { digest: string; address: string; needsNone: boolean },
): Promise<boolean> {
  if ('ticket' in presented) return link !== undefined && ticketHolds(ctx, presented.ticket, link.share);
  // Hashing for nothing, and uncounted, one address could keep everybody else's passwords waiting.
  if (needsNone || presented.password === undefined) return needsNone;
  return checkPassword(presented.password, link?.share.passwordHash, {
    by: ctx.address ?? 'unknown',
    // Asked again in turn: of ten thousand guesses that arrive at once only the first few are looked at.
    before: () => requireFewGuesses(ctx.limits, guesser),
    after: async (right) => {
      if (right) return;
      logRefused(ctx.log, "link's password", { address: ctx.address, link: link?.share.id });
      await countGuess(ctx.limits, guesser);
    },
  });
}

async function isForVisitor(ctx: VisitorContext, share: ShareRow): Promise<boolean> {
  if (share.audience === 'anyone') return true;
  const { actor } = ctx;
  return actor.kind === 'person' && (await roleIn(ctx.db, actor.userId, share.workspaceId)) !== undefined;
}

function asLink(ctx: VisitorContext, { id, workspaceId, kind }: ShareRow): LinkContext {
  const grantee = kind === 'dataset' ? 'Share' : 'Request';
  return { ...ctx, actor: { kind: 'share', shareId: id, displayName: 'A link', workspaceId, grantee } };
}
