import { type Action, actions, type Role } from '#lib/access/actions.ts';

/**
 * The one truth of who may do what in a workspace. A Reader of the samples does not see the activity: it would tell
 * what people of other workspaces look at.
 */
const table: Record<Role, readonly Action[]> = {
  Owner: actions,
  User: [
    'workspace.read',
    'dataset.read',
    'dataset.create',
    'dataset.edit',
    'dataset.delete',
    'activity.read',
  ],
  Reader: ['workspace.read', 'dataset.read'],
};

export function mayDo(role: Role, action: Action): boolean {
  return table[role].includes(action);
}

/** Everything a role may do; the UI shows what this holds and hides the rest. */
export function allowedTo(role: Role): Action[] {
  return [...table[role]];
}
