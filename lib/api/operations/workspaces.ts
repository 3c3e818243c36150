import { z } from 'zod';
import {
  deleteWorkspaceSchema,
  nameWorkspaceSchema,
  usageSchema,
  workspaceIdSchema,
  workspaceSchema,
  workspaceUsageSchema,
} from '#lib/workspaces/workspace-schema.ts';
import type { OperationId } from '../routes.ts';
import type { Operation } from './operation.ts';
import { inWorkspace } from './params.ts';

export const workspacesOperations = {
  createWorkspace: {
    summary: 'Create a workspace; its creator is its Owner',
    tag: 'Workspaces',
    access: 'signed-in',
    body: nameWorkspaceSchema,
    response: workspaceSchema,
    status: 201,
    errors: ['forbidden', 'conflict'],
  },
  updateWorkspace: {
    summary: 'Rename a workspace',
    tag: 'Workspaces',
    access: 'workspace.manage',
    params: inWorkspace,
    body: nameWorkspaceSchema,
    response: workspaceUsageSchema,
    status: 200,
    errors: ['not_found'],
  },
  deleteWorkspace: {
    summary: 'Delete a workspace with all it holds; it can be restored for 7 days',
    tag: 'Workspaces',
    access: 'workspace.manage',
    params: inWorkspace,
    body: deleteWorkspaceSchema,
    status: 204,
    errors: ['not_found', 'conflict'],
  },
  restoreWorkspace: {
    summary: 'Restore a deleted workspace',
    tag: 'Workspaces',
    access: 'signed-in',
    params: z.object({ deletedId: workspaceIdSchema }),
    response: workspaceSchema,
    status: 200,
    errors: ['not_found'],
  },
  leaveWorkspace: {
    summary: 'Leave a workspace',
    tag: 'Workspaces',
    access: 'workspace.leave',
    params: inWorkspace,
    status: 204,
    errors: ['not_found', 'conflict'],
  },
  getUsage: {
    summary: 'Bytes of a workspace, by dataset',
    tag: 'Workspaces',
    access: 'workspace.manage',
    params: inWorkspace,
    response: usageSchema,
    status: 200,
    errors: ['not_found'],
  },
  getWorkspace: {
    summary: 'A workspace and its usage',
    tag: 'Workspaces',
    access: 'workspace.read',
    params: inWorkspace,
    response: workspaceUsageSchema,
    status: 200,
    errors: ['not_found'],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
