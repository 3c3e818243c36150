export { getWorkspace } from './get-workspace.ts';
export { listOwners } from './list-owners.ts';
export { bytesOf, requireRoom } from './quota.ts';
export { roleIn, workspacesOf } from './roles.ts';
