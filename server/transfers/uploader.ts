import { SluiceError } from '#lib/errors.ts';
import { requireAction } from '#server/access/index.ts';
import type { Actor } from '#server/platform/context.ts';

/** The member who uploads: uploads belong to a person, and only that person goes on with them. */
export function requireUploader(actor: Actor): Extract<Actor, { kind: 'member' }> {
  const allowed = requireAction(actor, 'dataset.create');
  if (allowed.kind !== 'member')
    throw new SluiceError('forbidden', 'Only a member can upload; sign in as one.');
  return allowed;
}
