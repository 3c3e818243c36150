import type { Action } from '#lib/access/actions.ts';
import { SluiceError } from '#lib/errors.ts';
import type { Actor } from '#server/platform/context.ts';
import { mayDo } from './table.ts';

/** An actor that was found to be allowed something in its workspace. */
export type WorkspaceActor = Extract<Actor, { workspaceId: string }>;

/** Answers the actor where it may do `action` in its workspace; throws `not_signed_in` or `forbidden`. */
export function requireAction(actor: Actor, action: Action): WorkspaceActor {
  if (actor.kind === 'system') return actor;
  if (actor.kind === 'anonymous' || actor.kind === 'person')
    throw new SluiceError('not_signed_in', 'Sign in to go on.');
  const grantee = actor.kind === 'member' ? actor.role : actor.grantee;
  if (!mayDo(grantee, action)) throw forbidden(grantee);
  return actor;
}

/** The refusal for whom the table does not grant what was asked. */
export function forbidden(grantee: string): SluiceError {
  if (grantee === 'Share' || grantee === 'Request')
    return new SluiceError('forbidden', 'This link does not allow this.');
  return grantee === 'Token'
    ? new SluiceError('forbidden', 'An authorization token does not allow this; sign in as a member.')
    : new SluiceError('forbidden', `Your role here (${grantee}) does not allow this; ask an Owner.`);
}

/** The refusal for whom a workspace is none of theirs, be it there or not. */
export function unknownWorkspace(): SluiceError {
  return new SluiceError('not_found', 'There is no such workspace, or you are not a member of it.');
}
