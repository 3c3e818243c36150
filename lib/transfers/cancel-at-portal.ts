import { SluiceError } from '#lib/errors.ts';
import type { Portal, Receipt } from './ports.ts';
import type { TransferEvent } from './transfer-state.ts';

/**
 * Cancels an upload, best effort: what stays reserved is swept by the portal. `asked` is the receipt of a confirm that
 * may have reached the portal; where it did, repeating it tells what was listed, and the end is `done`.
 */
export async function cancelAtPortal(
  portal: Pick<Portal, 'cancel' | 'confirm'>,
  asked: Receipt | undefined,
): Promise<Extract<TransferEvent, { type: 'done' | 'cancelled' }>> {
  const refusal: unknown = await portal.cancel().catch((error: unknown) => error);
  const late = asked && refusal instanceof SluiceError && refusal.code === 'upload_closed';
  const listed = late && (await portal.confirm(asked, new AbortController().signal).catch(() => undefined));
  return listed ? { type: 'done', listed } : { type: 'cancelled' };
}
