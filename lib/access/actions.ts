/** Everything that can be allowed or refused in a workspace. Who may do what is decided by the table in `server/access`. */
export const actions = [
  'workspace.read',
  'dataset.read',
  'dataset.create',
  'dataset.edit',
  'dataset.delete',
  'dataset.import',
  'activity.read',
  'experiment.read',
  'experiment.edit',
  'experiment.delete',
  'token.manage',
  'workspace.manage',
  'workspace.leave',
  'member.read',
  'member.manage',
  'audit.read',
  'share.read',
  'share.create',
  'share.manage',
  'share.set-policy',
  'submission.accept',
  'submission.send',
] as const;
export type Action = (typeof actions)[number];

/**
 * Owner: everything. User: works with the data. Reader: what every signed-in person is in the workspace of the samples.
 */
export const roles = ['Owner', 'User', 'Reader'] as const;
export type Role = (typeof roles)[number];

/**
 * Whose rights are looked up: a member's by role, those of one of the workspace's authorization tokens, or of who came
 * through a link: to a dataset (`Share`) or to send data (`Request`).
 */
export type Grantee = Role | 'Token' | 'Share' | 'Request';
