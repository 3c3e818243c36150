import { z } from 'zod';
import type { Action } from '#lib/access/actions.ts';
import { activityPageSchema } from '#lib/audit/activity-schema.ts';
import { auditPageSchema, exportAuditQuerySchema, listAuditQuerySchema } from '#lib/audit/audit-schema.ts';
import {
  datasetIdSchema,
  datasetPageSchema,
  datasetSchema,
  listDatasetsQuerySchema,
  listVersionsQuerySchema,
  readKeySchema,
  updateDatasetSchema,
  versionNumberSchema,
  versionPageSchema,
} from '#lib/datasets/dataset-schema.ts';
import type { ErrorCode } from '#lib/errors.ts';
import {
  createExperimentSchema,
  experimentIdSchema,
  experimentOutputSchema,
  experimentPageSchema,
  experimentRunSchema,
  experimentSchema,
  finishRunSchema,
  listExperimentsQuerySchema,
  outputIdSchema,
  reserveOutputSchema,
  runNumberSchema,
  saveOutputSchema,
  updateExperimentSchema,
} from '#lib/experiments/experiment-schema.ts';
import { nonceSchema, signInOptionsSchema, signInWithProviderSchema } from '#lib/identity/provider-schema.ts';
import { sessionSchema, signInSchema } from '#lib/identity/session-schema.ts';
import {
  regenerateTokenSchema,
  revealedTokenSchema,
  revealTokenSchema,
  tokenListSchema,
  tokenSlotSchema,
  workspaceOwnersSchema,
} from '#lib/tokens/token-schema.ts';
import {
  confirmedUploadSchema,
  confirmOutputSchema,
  confirmUploadSchema,
  fileNameSchema,
  reservedUploadSchema,
  reserveUploadSchema,
  uploadIdSchema,
  uploadSchema,
  writeKeySchema,
} from '#lib/transfers/upload-schema.ts';
import {
  acceptInvitationSchema,
  createInvitationSchema,
  invitationIdSchema,
  invitationListSchema,
  memberListSchema,
  memberSchema,
  offeredInvitationSchema,
  operatorLinkSchema,
  readInvitationSchema,
  sentInvitationSchema,
  sessionIdSchema,
  sessionListSchema,
  signInLinkSchema,
  updateMemberSchema,
  updateProfileSchema,
  userIdSchema,
} from '#lib/users/user-schema.ts';
import {
  deleteWorkspaceSchema,
  nameWorkspaceSchema,
  usageSchema,
  workspaceIdSchema,
  workspaceSchema,
  workspaceUsageSchema,
} from '#lib/workspaces/workspace-schema.ts';
import type { OperationId } from './routes.ts';

/** Who may call: anybody, who runs the installation, anybody signed in, or who may do that action in the workspace of the path. */
export type Access = 'public' | 'operator' | 'signed-in' | Action;

/** Chapters of the API's reference, in their order. */
export const tags = [
  'Session',
  'Workspaces',
  'Users',
  'Tokens',
  'Datasets',
  'Uploads',
  'Experiments',
  'Audit',
] as const;

export interface Operation {
  summary: string;
  tag: (typeof tags)[number];
  access: Access;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Absent: the answer is 204 without a body. */
  response?: z.ZodType;
  /** Media type of an answer that is no JSON. */
  media?: string;
  /** 302: the answer's `Location` is the way on; there is no body. */
  status: 200 | 201 | 204 | 302;
  /** What can go wrong beyond what every operation can answer. */
  errors: readonly ErrorCode[];
}

const inWorkspace = z.object({ workspaceId: workspaceIdSchema });
const onDataset = inWorkspace.extend({ datasetId: datasetIdSchema });
const onMember = inWorkspace.extend({ userId: userIdSchema });
const onInvitation = inWorkspace.extend({ invitationId: invitationIdSchema });
const onVersion = onDataset.extend({ n: versionNumberSchema });
const onSlot = inWorkspace.extend({ slot: tokenSlotSchema });
const onExperiment = inWorkspace.extend({ experimentId: experimentIdSchema });
const onRun = onExperiment.extend({ run: runNumberSchema });
const onOutput = onRun.extend({ outputId: outputIdSchema });
const onUpload = inWorkspace.extend({ uploadId: uploadIdSchema });

/** The portal's REST API: what validates requests, types the client and generates the OpenAPI document. */
export const operations = {
  signIn: {
    summary: 'Sign in with a one-time link',
    tag: 'Session',
    access: 'public',
    body: signInSchema,
    response: sessionSchema,
    status: 201,
    errors: ['sign_in_link_invalid', 'too_many_requests'],
  },
  getSession: {
    summary: 'Who am I, and where',
    tag: 'Session',
    access: 'signed-in',
    response: sessionSchema,
    status: 200,
    errors: [],
  },
  signOut: { summary: 'Sign out', tag: 'Session', access: 'signed-in', status: 204, errors: [] },
  getSignInOptions: {
    summary: 'How one signs in here',
    tag: 'Session',
    access: 'public',
    response: signInOptionsSchema,
    status: 200,
    errors: [],
  },
  createNonce: {
    summary: 'A nonce for signing in with the identity provider',
    tag: 'Session',
    access: 'public',
    response: nonceSchema,
    status: 201,
    errors: ['too_many_requests'],
  },
  signInWithProvider: {
    summary: 'Sign in with an ID token of the identity provider',
    tag: 'Session',
    access: 'public',
    body: signInWithProviderSchema,
    response: sessionSchema,
    status: 201,
    errors: ['not_signed_in', 'not_found'],
  },
  createOperatorLink: {
    summary: 'A sign-in link for whoever is locked out, for who runs the installation',
    tag: 'Session',
    access: 'operator',
    body: operatorLinkSchema,
    response: signInLinkSchema,
    status: 201,
    errors: ['not_found', 'conflict'],
  },
  updateProfile: {
    summary: 'Change my name',
    tag: 'Session',
    access: 'signed-in',
    body: updateProfileSchema,
    response: sessionSchema,
    status: 200,
    errors: [],
  },
  listSessions: {
    summary: 'My sessions',
    tag: 'Session',
    access: 'signed-in',
    response: sessionListSchema,
    status: 200,
    errors: [],
  },
  endSession: {
    summary: 'End one of my sessions',
    tag: 'Session',
    access: 'signed-in',
    params: z.object({ sessionId: sessionIdSchema }),
    status: 204,
    errors: ['not_found'],
  },
  endAllSessions: {
    summary: 'End all my sessions, this one too',
    tag: 'Session',
    access: 'signed-in',
    status: 204,
    errors: [],
  },
  readInvitation: {
    summary: 'What an invitation offers',
    tag: 'Users',
    access: 'public',
    body: readInvitationSchema,
    response: offeredInvitationSchema,
    status: 200,
    errors: ['sign_in_link_invalid'],
  },
  acceptInvitation: {
    summary: 'Accept an invitation, and sign in with it where one is not signed in',
    tag: 'Users',
    access: 'public',
    body: acceptInvitationSchema,
    response: sessionSchema,
    status: 201,
    errors: ['sign_in_link_invalid', 'not_signed_in'],
  },
  createWorkspace: {
    summary: 'Create a workspace; its creator is its Owner',
    tag: 'Workspaces',
    access: 'signed-in',
    body: nameWorkspaceSchema,
    response: workspaceSchema,
    status: 201,
    errors: ['forbidden'],
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
  listMembers: {
    summary: 'Members of a workspace',
    tag: 'Users',
    access: 'member.read',
    params: inWorkspace,
    response: memberListSchema,
    status: 200,
    errors: ['not_found'],
  },
  updateMember: {
    summary: "Change a member's role",
    tag: 'Users',
    access: 'member.manage',
    params: onMember,
    body: updateMemberSchema,
    response: memberSchema,
    status: 200,
    errors: ['not_found', 'conflict'],
  },
  removeMember: {
    summary: 'Remove a member; from the next request on they are a stranger here',
    tag: 'Users',
    access: 'member.manage',
    params: onMember,
    status: 204,
    errors: ['not_found', 'conflict'],
  },
  createSignInLink: {
    summary: 'A one-time sign-in link for a member, where there is no identity provider',
    tag: 'Users',
    access: 'member.manage',
    params: onMember,
    response: signInLinkSchema,
    status: 201,
    errors: ['not_found', 'conflict'],
  },
  listInvitations: {
    summary: 'Invitations that wait for an answer',
    tag: 'Users',
    access: 'member.manage',
    params: inWorkspace,
    response: invitationListSchema,
    status: 200,
    errors: ['not_found'],
  },
  createInvitation: {
    summary: 'Invite somebody by e-mail address',
    tag: 'Users',
    access: 'member.manage',
    params: inWorkspace,
    body: createInvitationSchema,
    response: sentInvitationSchema,
    status: 201,
    errors: ['not_found', 'conflict'],
  },
  resendInvitation: {
    summary: 'A new link for an invitation; the old one ends',
    tag: 'Users',
    access: 'member.manage',
    params: onInvitation,
    response: sentInvitationSchema,
    status: 200,
    errors: ['not_found'],
  },
  revokeInvitation: {
    summary: 'Revoke an invitation',
    tag: 'Users',
    access: 'member.manage',
    params: onInvitation,
    status: 204,
    errors: ['not_found'],
  },
  listAudit: {
    summary: 'What happened in a workspace, newest first',
    tag: 'Audit',
    access: 'audit.read',
    params: inWorkspace,
    query: listAuditQuerySchema,
    response: auditPageSchema,
    status: 200,
    errors: ['not_found'],
  },
  exportAudit: {
    summary: 'What happened in a workspace, as a file',
    tag: 'Audit',
    access: 'audit.read',
    params: inWorkspace,
    query: exportAuditQuerySchema,
    media: 'text/csv',
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
  listDatasets: {
    summary: 'Datasets of a workspace, newest version of each',
    tag: 'Datasets',
    access: 'dataset.read',
    params: inWorkspace,
    query: listDatasetsQuerySchema,
    response: datasetPageSchema,
    status: 200,
    errors: ['not_found'],
  },
  getDataset: {
    summary: 'One dataset with its README and newest version',
    tag: 'Datasets',
    access: 'dataset.read',
    params: onDataset,
    response: datasetSchema,
    status: 200,
    errors: ['not_found'],
  },
  updateDataset: {
    summary: 'Rename or describe a dataset',
    tag: 'Datasets',
    access: 'dataset.edit',
    params: onDataset,
    body: updateDatasetSchema,
    response: datasetSchema,
    status: 200,
    errors: ['not_found', 'name_taken', 'name_invalid', 'conflict'],
  },
  deleteDataset: {
    summary: 'Delete a dataset; it can be restored for 7 days',
    tag: 'Datasets',
    access: 'dataset.delete',
    params: onDataset,
    status: 204,
    errors: ['not_found'],
  },
  restoreDataset: {
    summary: 'Restore a deleted dataset',
    tag: 'Datasets',
    access: 'dataset.delete',
    params: onDataset,
    response: datasetSchema,
    status: 200,
    errors: ['not_found', 'name_taken'],
  },
  listVersions: {
    summary: 'Versions of a dataset, newest first',
    tag: 'Datasets',
    access: 'dataset.read',
    params: onDataset,
    query: listVersionsQuerySchema,
    response: versionPageSchema,
    status: 200,
    errors: ['not_found'],
  },
  issueReadKey: {
    summary: 'A minutes-long SAS to read one file of a version straight from storage',
    tag: 'Datasets',
    access: 'dataset.read',
    params: onVersion,
    body: z
      .object({
        path: fileNameSchema.optional().meta({ description: 'Which file; the first where absent.' }),
        purpose: z.enum(['preview', 'download']),
      })
      .strict()
      .meta({ id: 'IssueReadKey' }),
    response: readKeySchema,
    status: 201,
    errors: ['not_found'],
  },
  downloadVersion: {
    summary: 'Redirects to a minutes-long SAS of the content; a version of many files comes as one zip',
    tag: 'Datasets',
    access: 'dataset.read',
    params: onVersion,
    query: z.object({
      path: fileNameSchema.optional().meta({ description: 'Which file, where there are many.' }),
    }),
    status: 302,
    errors: ['not_found'],
  },
  downloadArchive: {
    summary: 'The files of a version as one zip, by a minutes-long ticket that downloadVersion redirects to',
    tag: 'Datasets',
    access: 'public',
    params: z.object({ ticket: z.string().min(1).max(1000) }),
    media: 'application/zip',
    status: 200,
    errors: ['not_found', 'bytes_missing'],
  },
  listActivity: {
    summary: 'What happened to a dataset, newest first',
    tag: 'Datasets',
    access: 'activity.read',
    params: onDataset,
    query: z.object({ cursor: z.string().max(200).optional() }),
    response: activityPageSchema,
    status: 200,
    errors: ['not_found'],
  },
  reserveUpload: {
    summary: 'Reserve an upload: the block plan and a SAS for one new blob',
    tag: 'Uploads',
    access: 'dataset.create',
    params: inWorkspace,
    body: reserveUploadSchema,
    response: reservedUploadSchema,
    status: 201,
    errors: ['not_found', 'name_taken', 'name_invalid', 'quota_exceeded', 'too_large'],
  },
  getUpload: {
    summary: 'State of an upload',
    tag: 'Uploads',
    access: 'dataset.create',
    params: onUpload,
    response: uploadSchema,
    status: 200,
    errors: ['not_found'],
  },
  renewUploadKey: {
    summary: 'A fresh SAS for a reserved upload',
    tag: 'Uploads',
    access: 'dataset.create',
    params: onUpload,
    response: writeKeySchema,
    status: 201,
    errors: ['not_found', 'upload_closed'],
  },
  confirmUpload: {
    summary: 'Check what storage holds, seal it and list it; may be repeated',
    tag: 'Uploads',
    access: 'dataset.create',
    params: onUpload,
    body: confirmUploadSchema,
    response: confirmedUploadSchema,
    status: 200,
    errors: ['not_found', 'name_taken', 'upload_closed', 'upload_incomplete', 'integrity', 'quota_exceeded'],
  },
  cancelUpload: {
    summary: 'Cancel a reserved upload and remove what was staged',
    tag: 'Uploads',
    access: 'dataset.create',
    params: onUpload,
    status: 204,
    errors: ['not_found', 'upload_closed'],
  },
  listOwners: {
    summary: 'Owners of a workspace: whom to ask for a token',
    tag: 'Tokens',
    access: 'workspace.read',
    params: inWorkspace,
    response: workspaceOwnersSchema,
    status: 200,
    errors: ['not_found'],
  },
  listTokens: {
    summary: 'The two authorization tokens of a workspace, masked',
    tag: 'Tokens',
    access: 'token.manage',
    params: inWorkspace,
    response: tokenListSchema,
    status: 200,
    errors: ['not_found'],
  },
  revealToken: {
    summary: 'Show an authorization token; it is written to the audit',
    tag: 'Tokens',
    access: 'token.manage',
    params: onSlot,
    body: revealTokenSchema,
    response: revealedTokenSchema,
    status: 200,
    errors: ['not_found'],
  },
  regenerateToken: {
    summary: 'Replace an authorization token; the old one is refused from then on',
    tag: 'Tokens',
    access: 'token.manage',
    params: onSlot,
    body: regenerateTokenSchema,
    response: revealedTokenSchema,
    status: 200,
    errors: ['not_found', 'conflict'],
  },
  listExperiments: {
    summary: 'Experiments of a workspace, newest first',
    tag: 'Experiments',
    access: 'experiment.read',
    params: inWorkspace,
    query: listExperimentsQuerySchema,
    response: experimentPageSchema,
    status: 200,
    errors: ['not_found'],
  },
  createExperiment: {
    summary: 'Create an experiment',
    tag: 'Experiments',
    access: 'experiment.edit',
    params: inWorkspace,
    body: createExperimentSchema,
    response: experimentSchema,
    status: 201,
    errors: ['not_found'],
  },
  getExperiment: {
    summary: 'One experiment with its runs and outputs',
    tag: 'Experiments',
    access: 'experiment.read',
    params: onExperiment,
    response: experimentSchema,
    status: 200,
    errors: ['not_found'],
  },
  updateExperiment: {
    summary: 'Rename or describe an experiment',
    tag: 'Experiments',
    access: 'experiment.edit',
    params: onExperiment,
    body: updateExperimentSchema,
    response: experimentSchema,
    status: 200,
    errors: ['not_found'],
  },
  deleteExperiment: {
    summary: 'Delete an experiment with its outputs; it can be restored for 7 days',
    tag: 'Experiments',
    access: 'experiment.delete',
    params: onExperiment,
    status: 204,
    errors: ['not_found'],
  },
  restoreExperiment: {
    summary: 'Restore a deleted experiment',
    tag: 'Experiments',
    access: 'experiment.delete',
    params: onExperiment,
    response: experimentSchema,
    status: 200,
    errors: ['not_found'],
  },
  startRun: {
    summary: 'Start a run',
    tag: 'Experiments',
    access: 'experiment.edit',
    params: onExperiment,
    response: experimentRunSchema,
    status: 201,
    errors: ['not_found'],
  },
  finishRun: {
    summary: 'Say how a run ended',
    tag: 'Experiments',
    access: 'experiment.edit',
    params: onRun,
    body: finishRunSchema,
    response: experimentRunSchema,
    status: 200,
    errors: ['not_found', 'conflict'],
  },
  reserveOutput: {
    summary: 'Reserve the upload of an output: the block plan and a SAS for one new blob',
    tag: 'Experiments',
    access: 'experiment.edit',
    params: onRun,
    body: reserveOutputSchema,
    response: reservedUploadSchema,
    status: 201,
    errors: ['not_found', 'conflict', 'quota_exceeded', 'name_invalid'],
  },
  confirmOutput: {
    summary: 'Check what storage holds, seal it and list it as output; may be repeated',
    tag: 'Experiments',
    access: 'experiment.edit',
    params: onRun.extend({ uploadId: uploadIdSchema }),
    body: confirmOutputSchema,
    response: experimentOutputSchema,
    status: 200,
    errors: ['not_found', 'conflict', 'upload_closed', 'upload_incomplete', 'integrity', 'quota_exceeded'],
  },
  issueOutputKey: {
    summary: 'A minutes-long SAS to read an output straight from storage',
    tag: 'Experiments',
    access: 'experiment.read',
    params: onOutput,
    body: z
      .object({ purpose: z.enum(['preview', 'download']) })
      .strict()
      .meta({ id: 'IssueOutputKey' }),
    response: readKeySchema,
    status: 201,
    errors: ['not_found'],
  },
  downloadOutput: {
    summary: 'Redirects to a minutes-long SAS of the output',
    tag: 'Experiments',
    access: 'experiment.read',
    params: onOutput,
    status: 302,
    errors: ['not_found'],
  },
  saveOutput: {
    summary: 'Save an output as a dataset; storage copies the bytes',
    tag: 'Experiments',
    access: 'dataset.create',
    params: onOutput,
    body: saveOutputSchema,
    response: datasetSchema,
    status: 201,
    errors: ['not_found', 'name_taken', 'name_invalid', 'quota_exceeded', 'bytes_missing'],
  },
} as const satisfies Record<OperationId, Operation>;

type Operations = typeof operations;
type In<O, K extends string> = O extends Record<K, infer S extends z.ZodType> ? z.input<S> : undefined;

/** What a caller of operation `Id` gives (before defaults) and gets. */
export type OperationInput<Id extends OperationId> = {
  params: In<Operations[Id], 'params'>;
  query: In<Operations[Id], 'query'>;
  body: In<Operations[Id], 'body'>;
};
export type OperationOutput<Id extends OperationId> = Operations[Id] extends {
  response: infer R extends z.ZodType;
}
  ? z.output<R>
  : undefined;
