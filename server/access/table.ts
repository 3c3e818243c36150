import { type Action, actions, type Grantee } from '#lib/access/actions.ts';

/**
 * The one truth of who may do what in a workspace. A Reader of the samples does not see the activity: it would tell
 * what people of other workspaces look at. A token works with the data, as classic notebooks do; it manages nobody. Who
 * came through a link may do that one thing; to which dataset, the verbs in `server/shares` say. Of links a User manages
 * the own ones: `share.manage` is about those of others.
 */
const withData: readonly Action[] = [
  'workspace.read',
  'dataset.read',
  'dataset.create',
  'dataset.edit',
  'dataset.delete',
  'activity.read',
  'experiment.read',
  'experiment.edit',
  'experiment.delete',
];

const table: Record<Grantee, readonly Action[]> = {
  Owner: actions.filter((action) => action !== 'submission.send'),
  User: [...withData, 'workspace.leave', 'member.read', 'share.read', 'share.create', 'submission.accept'],
  Token: [...withData, 'dataset.import'],
  Reader: ['workspace.read', 'dataset.read', 'experiment.read'],
  Share: ['dataset.read'],
  Request: ['submission.send'],
};

export function mayDo(grantee: Grantee, action: Action): boolean {
  return table[grantee].includes(action);
}

/** Everything a grantee may do; the UI shows what this holds and hides the rest. */
export function allowedTo(grantee: Grantee): Action[] {
  return [...table[grantee]];
}
