export { getUsage } from './get-usage.ts';
export { getWorkspace } from './get-workspace.ts';
export { listOwners } from './list-owners.ts';
export { createWorkspace, deleteWorkspace, restoreWorkspace, updateWorkspace } from './manage-workspace.ts';
export { purgeWorkspaces } from './purge-workspaces.ts';
export { bytesOf, requireRoom } from './quota.ts';
export { deletedWorkspacesOf, roleIn, workspacesOf } from './roles.ts';
