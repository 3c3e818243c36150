import { SluiceError } from '#lib/errors.ts';
import type { WorkspaceActor } from '#server/access/index.ts';
import { networkOf } from '#server/platform/address.ts';
import type { Config } from '#server/platform/config.ts';
import type { Parts } from '#server/platform/context.ts';
import type { Limits } from '#server/platform/limits.ts';

/**
 * A request that changes something must come from our own pages: its Origin is ours, and where the browser says how
 * the sites relate (Sec-Fetch-Site), they are the same. No Origin and `Origin: null` are refused.
 */
export function requireSameSite(config: Config, request: Request): void {
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  if (origin === config.publicUrl && (site === null || site === 'same-origin')) return;
  throw new SluiceError(
    'cross_site',
    `The portal takes this from its own pages alone; open it at ${config.publicUrl} (scripts name that in the header Origin).`,
  );
}

/** Counts one request under `key`, of an IPv6 address under its network; throws `too_many_requests` with `retryAfter` (seconds) past the limit. */
export async function requireCalm(
  { limits }: Pick<Parts, 'limits'>,
  limit: keyof Limits,
  key: string,
): Promise<void> {
  const limiter = limits[limit];
  // Past the limit it rejects with a result; its class is another one in each bundle of the server's build.
  const result = await limiter.consume(networkOf(key)).catch((refused) => refused);
  if (result instanceof Error) throw result;
  if (result.consumedPoints <= limiter.points) return;
  const retryAfter = Math.max(1, Math.ceil(result.msBeforeNext / 1000));
  throw new SluiceError('too_many_requests', `Too many requests; try again in ${retryAfter} s.`, {
    details: { retryAfter },
  });
}

/** Counts an invitation by its workspace and by who sends it; throws `too_many_requests` past the limit of either. */
export async function requireFewInvitations(
  parts: Pick<Parts, 'limits'>,
  actor: WorkspaceActor,
): Promise<void> {
  await requireCalm(parts, 'invite', actor.workspaceId);
  if (actor.kind === 'member') await requireCalm(parts, 'invite', actor.userId);
}
