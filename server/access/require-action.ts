import type { Action } from '#lib/access/actions.ts';
import { SluiceError } from '#lib/errors.ts';
import type { Actor } from '#server/platform/context.ts';
import { mayDo } from './table.ts';

/** An actor that was found to be allowed something in its workspace. */
export type WorkspaceActor = Extract<Actor, { workspaceId: string }>;

/** Answers the actor where it may do `action` in its workspace; throws `not_signed_in` or `forbidden`. */
export function requireAction(actor: Actor, action: Action): WorkspaceActor {
  if (actor.kind === 'system') return actor;
  if (actor.kind !== 'member') throw new SluiceError('not_signed_in', 'Sign in to go on.');
  if (!mayDo(actor.role, action))
    throw new SluiceError('forbidden', `Your role here (${actor.role}) does not allow this; ask an Owner.`);
  return actor;
}
