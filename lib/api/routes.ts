/**
 * Method and path of every operation of the portal's REST API. Kept apart from the schemas (`operations.ts`) so that
 * the browser's client carries no validator.
 */
export const routes = {
  signIn: { method: 'POST', path: '/api/v1/session' },
  getSession: { method: 'GET', path: '/api/v1/session' },
  signOut: { method: 'DELETE', path: '/api/v1/session' },
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
  listActivity: { method: 'GET', path: '/api/v1/workspaces/{workspaceId}/datasets/{datasetId}/activity' },
  reserveUpload: { method: 'POST', path: '/api/v1/workspaces/{workspaceId}/uploads' },
  getUpload: { method: 'GET', path: '/api/v1/workspaces/{workspaceId}/uploads/{uploadId}' },
  renewUploadKey: { method: 'POST', path: '/api/v1/workspaces/{workspaceId}/uploads/{uploadId}/key' },
  confirmUpload: { method: 'POST', path: '/api/v1/workspaces/{workspaceId}/uploads/{uploadId}/confirm' },
  cancelUpload: { method: 'DELETE', path: '/api/v1/workspaces/{workspaceId}/uploads/{uploadId}' },
} as const;

export type OperationId = keyof typeof routes;
export type Method = (typeof routes)[OperationId]['method'];
