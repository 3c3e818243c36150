// @ts-check
/**
 * @typedef {object} Visit
 * @property {string} base address of the workspace in the API
 * @property {Record<string, string>} headers of an Owner's session, as the portal's own pages send them
 */

const content = 'a,b\n1,2\n';

/**
 * A small dataset and a link to it, made by the API.
 * @param {Visit} owner
 * @returns {Promise<{ code: string, datasetId: string }>}
 */
export async function shareSmallDataset({ base, headers }) {
  const upload = { name: 'Small', dataTypeId: 'GenericCSV', fileName: 'small.csv', contentType: 'text/csv' };
  const reserved = await post(`${base}/uploads`, headers, { ...upload, size: content.length });
  const stored = await fetch(reserved.key.url, {
    method: 'PUT',
    headers: { 'x-ms-blob-type': 'BlockBlob', 'x-ms-blob-content-type': 'text/csv' },
    body: content,
  });
  if (!stored.ok) throw new Error(`Storage answered ${stored.status}.`);
  const etag = stored.headers.get('etag');
  const { dataset } = await post(`${base}/uploads/${reserved.id}/confirm`, headers, { etag });
  const expiresAt = new Date(Date.now() + 24 * 3_600_000).toISOString();
  const { url } = await post(`${base}/shares`, headers, { datasetId: dataset.id, n: null, expiresAt });
  return { code: new URL(url).pathname.split('/').at(-1) ?? '', datasetId: dataset.id };
}

/** @param {string} address @param {Record<string, string>} headers @param {object} body */
async function post(address, headers, body) {
  const response = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`POST ${new URL(address).pathname} answered ${response.status}.`);
  return response.json();
}
