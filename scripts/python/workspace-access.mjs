// @ts-check
/**
 * @typedef {object} WorkspaceAccess
 * @property {string} workspaceId
 * @property {string} cookie of an Owner's session
 * @property {string} primaryToken
 */

/**
 * Signs in by a portal's one-time link and sees the first workspace's primary authorization token.
 * @param {{ url: string, signInUrl: string }} portal
 * @returns {Promise<WorkspaceAccess>}
 */
export async function openWorkspace({ url, signInUrl }) {
  const headers = { origin: url, 'content-type': 'application/json' };
  const code = new URL(signInUrl).hash.slice(1);
  const signedIn = await post(`${url}/api/v1/session`, headers, { code });
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  const workspaceId = (await signedIn.json()).workspaces[0].id;

  const reveal = `${url}/api/v1/workspaces/${workspaceId}/tokens/primary/reveal`;
  const revealed = await post(reveal, { ...headers, cookie }, {});
  return { workspaceId, cookie, primaryToken: (await revealed.json()).token };
}

/** @param {string} address @param {Record<string, string>} headers @param {object} body */
async function post(address, headers, body) {
  const response = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`POST ${new URL(address).pathname} answered ${response.status}.`);
  return response;
}
