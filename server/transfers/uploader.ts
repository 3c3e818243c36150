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
}

/** Who uploads; only they go on with it. With one token one goes on with what the other began. */
export function requireUploader(actor: Actor, action: Action = 'dataset.create'): Uploader {
  const allowed = requireAction(actor, action);
  const { workspaceId } = allowed;
  if (allowed.kind === 'member') return { workspaceId, userId: allowed.userId, ownerName: null };
  if (allowed.kind === 'token') return { workspaceId, userId: null, ownerName: allowed.displayName };
  throw new SluiceError('forbidden', 'Only a member or a token can upload; sign in as a member.');
}
