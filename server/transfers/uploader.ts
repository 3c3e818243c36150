import type { Action } from '#lib/access/actions.ts';
import { SluiceError } from '#lib/errors.ts';
import { requireAction } from '#server/access/index.ts';
import type { Actor } from '#server/platform/context.ts';

/** Whose upload it is: a member's own, or that of the workspace's authorization tokens (`userId` null). */
export interface Uploader {
  workspaceId: string;
  userId: string | null;
  /** What stands as owner where no member is. */
  ownerName: string | null;
  /** The link to receive data that it comes through. */
  requestId: string | null;
}

/** Who uploads; only they go on with it. With one token one goes on with what the other began. */
export function requireUploader(actor: Actor, action: Action = 'dataset.create'): Uploader {
  // Who came through a link may do this one thing, whatever a member would need for the same.
  const allowed = requireAction(actor, actor.kind === 'share' ? 'submission.send' : action);
  const { workspaceId } = allowed;
  const nobody = { workspaceId, userId: null, ownerName: null, requestId: null };
  if (allowed.kind === 'member') return { ...nobody, userId: allowed.userId };
  if (allowed.kind === 'token') return { ...nobody, ownerName: allowed.displayName };
  if (allowed.kind === 'share') return { ...nobody, requestId: allowed.shareId };
  throw new SluiceError('forbidden', 'Only a member or a token can upload; sign in as a member.');
}
