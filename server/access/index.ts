export { forbidden, requireAction, unknownWorkspace, type WorkspaceActor } from './require-action.ts';
export { allowedTo, mayDo } from './table.ts';
