/** Everything that can be allowed or refused in a workspace. Who may do what is decided by the table in `server/access`. */
export const actions = [
  'workspace.read',
  'dataset.read',
  'dataset.create',
  'dataset.edit',
  'dataset.delete',
  'activity.read',
] as const;
export type Action = (typeof actions)[number];

/**
 * Owner: everything. User: works with the data. Reader: what every signed-in person is in the workspace of the samples.
 */
export const roles = ['Owner', 'User', 'Reader'] as const;
export type Role = (typeof roles)[number];
