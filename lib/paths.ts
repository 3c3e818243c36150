/** Addresses of the portal's pages. */
export function datasetsPath(workspaceId: string, view?: 'samples' | 'deleted'): string {
  const search = { samples: '?tab=samples', deleted: '?state=deleted' };
  return `/w/${workspaceId}/datasets${view ? search[view] : ''}`;
}

/** A dataset's page; samples are shown inside the caller's own workspace. */
export function datasetPath(workspaceId: string, datasetId: string, kind: 'own' | 'sample' = 'own'): string {
  return `/w/${workspaceId}/${kind === 'sample' ? 'samples' : 'datasets'}/${datasetId}`;
}

export function experimentsPath(workspaceId: string, view?: 'samples'): string {
  return `/w/${workspaceId}/experiments${view ? '?tab=samples' : ''}`;
}

/** An experiment's page; sample experiments too are shown inside the caller's own workspace. */
export function experimentPath(
  workspaceId: string,
  experimentId: string,
  kind: 'own' | 'sample' = 'own',
): string {
  return `/w/${workspaceId}/${kind === 'sample' ? 'sample-experiments' : 'experiments'}/${experimentId}`;
}

/** The ledger of the workspace's links; `requests` are the links to receive data. */
export function sharesPath(workspaceId: string, view?: 'requests' | 'inbox'): string {
  return `/w/${workspaceId}/shares${view ? `?tab=${view}` : ''}`;
}

/** The public page behind a share link. */
export function sharePath(code: string): string {
  return `/s/${encodeURIComponent(code)}`;
}

/** The public page behind a link to receive data. */
export function requestPath(code: string): string {
  return `/r/${encodeURIComponent(code)}`;
}

/** Redirects to the bytes behind a share link; for scripts. */
export function shareDownloadPath(code: string): string {
  return `${sharePath(code)}/download`;
}

export function shareCroissantPath(code: string): string {
  return `${sharePath(code)}/croissant.json`;
}

export function transfersPath(workspaceId: string): string {
  return `/w/${workspaceId}/transfers`;
}

export function settingsPath(workspaceId: string): string {
  return `/w/${workspaceId}/settings`;
}

export function generalPath(workspaceId: string): string {
  return `/w/${workspaceId}/settings/general`;
}

export function usersPath(workspaceId: string): string {
  return `/w/${workspaceId}/settings/users`;
}

export function tokensPath(workspaceId: string): string {
  return `/w/${workspaceId}/settings/tokens`;
}

export function auditPath(workspaceId: string): string {
  return `/w/${workspaceId}/settings/audit`;
}

/** My own page: it belongs to no workspace. */
export const accountPath = '/account';
