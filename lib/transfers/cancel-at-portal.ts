import { PortalAway, SluiceError } from '#lib/errors.ts';
import type { Listed } from './ports.ts';

/** How a cancelled upload ends. `failed`: it may be listed, and nobody is there to say. */
export type CancelledEnd =
  | { type: 'done'; listed: Listed }
  | { type: 'cancelled' }
  | { type: 'failed'; reason: string; error: unknown };

/**
 * Cancels an upload: what stays reserved is swept by the portal. `confirmAgain` repeats a confirm that may have reached
 * the portal; where it did, that tells what was listed, and the end is `done`. Never rejects.
 */
export async function cancelAtPortal(
  portal: { cancel(): Promise<void> },
  confirmAgain: (() => Promise<Listed>) | undefined,
): Promise<CancelledEnd> {
  const refusal: unknown = await portal.cancel().catch((error: unknown) => error);
  if (!confirmAgain) return { type: 'cancelled' };
  try {
    if (isNoAnswer(refusal)) throw refusal;
    const late = refusal instanceof SluiceError && refusal.code === 'upload_closed';
    return late ? { type: 'done', listed: await confirmAgain() } : { type: 'cancelled' };
  } catch (error) {
    if (!isNoAnswer(error)) return { type: 'cancelled' };
    const cause = error instanceof PortalAway ? 'does not answer' : 'is busy or out of order';
    const reason = `The portal ${cause}, so nobody knows whether it was listed already; try again when the portal is back.`;
    return { type: 'failed', reason, error };
  }
}

/** The portal is away, or answers that it cannot look just now: neither tells what became of the upload. */
function isNoAnswer(error: unknown): boolean {
  return (
    error instanceof SluiceError && ['unavailable', 'too_many_requests', 'internal'].includes(error.code)
  );
}
