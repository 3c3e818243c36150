/**
 * Method and path of every operation of the portal's REST API. Kept apart from the schemas (`operations.ts`) so that
 * the browser's client carries no validator.
 */
export const routes = {
  signIn: { method: 'POST', path: '/api/v1/session' },
  getSession: { method: 'GET', path: '/api/v1/session' },
  signOut: { method: 'DELETE', path: '/api/v1/session' },
  getSignInOptions: { method: 'GET', path: '/api/v1/sign-in' },
  createNonce: { method: 'POST', path: '/api/v1/sign-in/nonce' },
  signInWithProvider: { method: 'POST', path: '/api/v1/sign-in/provider' },
  createOperatorLink: { method: 'POST', path: '/api/v1/operator/sign-in-link' },
  updateProfile: { method: 'PATCH', path: '/api/v1/session' },
  listSessions: { method: 'GET', path: '/api/v1/sessions' },
  endSession: { method: 'DELETE', path: '/api/v1/sessions/{sessionId}' },
  endAllSessions: { method: 'DELETE', path: '/api/v1/sessions' },
  readInvitation: { method: 'POST', path: '/api/v1/invitations/read' },
  acceptInvitation: { method: 'POST', path: '/api/v1/invitations/accept' },
  createWorkspace: { method: 'POST', path: '/api/v1/workspaces' },
  updateWorkspace: { method: 'PATCH', path: '/api/v1/workspaces/{workspaceId}' },
  deleteWorkspace: { method: 'DELETE', path: '/api/v1/workspaces/{workspaceId}' },
  restoreWorkspace: { method: 'POST', path: '/api/v1/deleted-workspaces/{deletedId}/restore' },
  leaveWorkspace: { method: 'POST', path: '/api/v1/workspaces/{workspaceId}/leave' },
  getUsage: { method: 'GET', path: '/api/v1/workspaces/{workspaceId}/usage' },
  listMembers: { method: 'GET', path: '/api/v1/workspaces/{workspaceId}/members' },
  updateMember: { method: 'PATCH', path: '/api/v1/workspaces/{workspaceId}/members/{userId}' },
  removeMember: { method: 'DELETE', path: '/api/v1/workspaces/{workspaceId}/members/{userId}' },
  createSignInLink: {
    method: 'POST',
    path: '/api/v1/workspaces/{workspaceId}/members/{userId}/sign-in-link',
  },
  listInvitations: { method: 'GET', path: '/api/v1/workspaces/{workspaceId}/invitations' },
  createInvitation: { method: 'POST', path: '/api/v1/workspaces/{workspaceId}/invitations' },
  resendInvitation: {
    method: 'POST',
    path: '/api/v1/workspaces/{workspaceId}/invitations/{invitationId}/resend',
  },
  revokeInvitation: { method: 'DELETE', path: '/api/v1/workspaces/{workspaceId}/invitations/{invitationId}' },
  listAudit: { method: 'GET', path: '/api/v1/workspaces/{workspaceId}/audit' },
  exportAudit: { method: 'GET', path: '/api/v1/workspaces/{workspaceId}/audit/export' },
  getWorkspace: { method: 'GET', path: '/api/v1/workspaces/{workspaceId}' },
  listDatasets: { method: 'GET', path: '/api/v1/workspaces/{workspaceId}/datasets' },
  getDataset: { method: 'GET', path: '/api/v1/workspaces/{workspaceId}/datasets/{datasetId}' },
  updateDataset: { method: 'PATCH', path: '/api/v1/workspaces/{workspaceId}/datasets/{datasetId}' },
  deleteDataset: { method: 'DELETE', path: '/api/v1/workspaces/{workspaceId}/datasets/{datasetId}' },
  restoreDataset: { method: 'POST', path: '/api/v1/workspaces/{workspaceId}/datasets/{datasetId}/restore' },
  listVersions: { method: 'GET', path: '/api/v1/workspaces/{workspaceId}/datasets/{datasetId}/versions' },
  issueReadKey: {
    method: 'POST',
    path: '/api/v1/workspaces/{workspaceId}/datasets/{datasetId}/versions/{n}/read-key',
  },
  issueReadKeys: {
    method: 'POST',
    path: '/api/v1/workspaces/{workspaceId}/datasets/{datasetId}/versions/{n}/read-keys',
  },
  downloadVersion: {
    method: 'GET',
    path: '/api/v1/workspaces/{workspaceId}/datasets/{datasetId}/versions/{n}/content',
  },
  downloadArchive: { method: 'GET', path: '/api/v1/archives/{ticket}' },
  listActivity: { method: 'GET', path: '/api/v1/workspaces/{workspaceId}/datasets/{datasetId}/activity' },
  reserveUpload: { method: 'POST', path: '/api/v1/workspaces/{workspaceId}/uploads' },
  getUpload: { method: 'GET', path: '/api/v1/workspaces/{workspaceId}/uploads/{uploadId}' },
  renewUploadKey: { method: 'POST', path: '/api/v1/workspaces/{workspaceId}/uploads/{uploadId}/key' },
  confirmUpload: { method: 'POST', path: '/api/v1/workspaces/{workspaceId}/uploads/{uploadId}/confirm' },
  cancelUpload: { method: 'DELETE', path: '/api/v1/workspaces/{workspaceId}/uploads/{uploadId}' },
  listStagedBlocks: { method: 'GET', path: '/api/v1/workspaces/{workspaceId}/uploads/{uploadId}/blocks' },
  reserveFolder: { method: 'POST', path: '/api/v1/workspaces/{workspaceId}/folder-uploads' },
  getFolderUpload: { method: 'GET', path: '/api/v1/workspaces/{workspaceId}/folder-uploads/{uploadId}' },
  addFolderFiles: {
    method: 'POST',
    path: '/api/v1/workspaces/{workspaceId}/folder-uploads/{uploadId}/files',
  },
  sealFolderFiles: {
    method: 'POST',
    path: '/api/v1/workspaces/{workspaceId}/folder-uploads/{uploadId}/files/seal',
  },
  confirmFolder: {
    method: 'POST',
    path: '/api/v1/workspaces/{workspaceId}/folder-uploads/{uploadId}/confirm',
  },
  listOwners: { method: 'GET', path: '/api/v1/workspaces/{workspaceId}/owners' },
  listTokens: { method: 'GET', path: '/api/v1/workspaces/{workspaceId}/tokens' },
  revealToken: { method: 'POST', path: '/api/v1/workspaces/{workspaceId}/tokens/{slot}/reveal' },
  regenerateToken: { method: 'POST', path: '/api/v1/workspaces/{workspaceId}/tokens/{slot}/regenerate' },
  listExperiments: { method: 'GET', path: '/api/v1/workspaces/{workspaceId}/experiments' },
  createExperiment: { method: 'POST', path: '/api/v1/workspaces/{workspaceId}/experiments' },
  getExperiment: { method: 'GET', path: '/api/v1/workspaces/{workspaceId}/experiments/{experimentId}' },
  updateExperiment: { method: 'PATCH', path: '/api/v1/workspaces/{workspaceId}/experiments/{experimentId}' },
  deleteExperiment: { method: 'DELETE', path: '/api/v1/workspaces/{workspaceId}/experiments/{experimentId}' },
  restoreExperiment: {
    method: 'POST',
    path: '/api/v1/workspaces/{workspaceId}/experiments/{experimentId}/restore',
  },
  startRun: { method: 'POST', path: '/api/v1/workspaces/{workspaceId}/experiments/{experimentId}/runs' },
  finishRun: {
    method: 'PATCH',
    path: '/api/v1/workspaces/{workspaceId}/experiments/{experimentId}/runs/{run}',
  },
  reserveOutput: {
    method: 'POST',
    path: '/api/v1/workspaces/{workspaceId}/experiments/{experimentId}/runs/{run}/outputs',
  },
  confirmOutput: {
    method: 'POST',
    path: '/api/v1/workspaces/{workspaceId}/experiments/{experimentId}/runs/{run}/uploads/{uploadId}/confirm',
  },
  issueOutputKey: {
    method: 'POST',
    path: '/api/v1/workspaces/{workspaceId}/experiments/{experimentId}/runs/{run}/outputs/{outputId}/read-key',
  },
  downloadOutput: {
    method: 'GET',
    path: '/api/v1/workspaces/{workspaceId}/experiments/{experimentId}/runs/{run}/outputs/{outputId}/content',
  },
  saveOutput: {
    method: 'POST',
    path: '/api/v1/workspaces/{workspaceId}/experiments/{experimentId}/runs/{run}/outputs/{outputId}/save',
  },
} as const;

export type OperationId = keyof typeof routes;
export type Method = (typeof routes)[OperationId]['method'];
