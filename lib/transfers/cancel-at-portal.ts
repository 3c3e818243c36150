import { PortalAway, SluiceError } from '#lib/errors.ts';
import type { Listed } from './ports.ts';

/** How a cancelled upload ends. `failed`: it may be listed, and nobody is there to say. */
export type CancelledEnd =
  | { type: 'done'; listed: Listed }
  | { type: 'cancelled' }
  | { type: 'failed'; reason: string; error: unknown };

interface MaybeListed {
  /** Repeats the confirm: of an upload that is confirmed it tells what was listed, any other that is closed it refuses. */
  confirmAgain: () => Promise<Listed>;
  /** A confirm may have reached the portal. */
  asked: boolean;
}

/**
 * Cancels an upload: what stays reserved is swept by the portal. Where a confirm had reached the portal, be it that of an
 * earlier page, the end is `done`. Never rejects.
 */
export async function cancelAtPortal(
  portal: { cancel(): Promise<void> },
  { confirmAgain, asked }: MaybeListed,
): Promise<CancelledEnd> {
  const refusal: unknown = await portal.cancel().catch((error: unknown) => error);
  if (!asked && !isClosed(refusal)) return { type: 'cancelled' };
  try {
    if (isNoAnswer(refusal)) throw refusal;
    return isClosed(refusal) ? { type: 'done', listed: await confirmAgain() } : { type: 'cancelled' };
  } catch (error) {
    if (!isNoAnswer(error)) return { type: 'cancelled' };
    const cause = error instanceof PortalAway ? 'does not answer' : 'is busy or out of order';
    const reason = `The portal ${cause}, so nobody knows whether it was listed already; try again when the portal is back.`;
    return { type: 'failed', reason, error };
  }
}

/**
 * What an upload became that the portal says is closed, where that is because it was listed: the page that had it confirmed
 * may have gone before it heard so. Undefined where it was not, or nobody answers.
 */
export async function listedAlready(
  refusal: unknown,
  confirmAgain: () => Promise<Listed>,
): Promise<Listed | undefined> {
  return isClosed(refusal) ? confirmAgain().catch(() => undefined) : undefined;
}

function isClosed(error: unknown): boolean {
  return error instanceof SluiceError && error.code === 'upload_closed';
}

/** The portal is away, or answers that it cannot look just now: neither tells what became of the upload. */
function isNoAnswer(error: unknown): boolean {
  return (
    error instanceof SluiceError && ['unavailable', 'too_many_requests', 'internal'].includes(error.code)
  );
}
