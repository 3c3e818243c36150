// @ts-check
import { readFile } from 'node:fs/promises';
import { packageFile } from '../setup/places.mjs';

/** What a small team might keep: files of `vega-datasets` under names of its own. */
const files = [
  ['us-employment.csv', 'US employment by sector', 'GenericCSV', 'Jobs per sector and month, in thousands.'],
  ['gapminder.json', 'Life expectancy and fertility', 'JSON', 'Countries every five years from 1955.'],
  ['stocks.csv', 'Tech stocks, monthly close', 'GenericCSV', 'Five companies, 2000 to 2010.'],
  ['penguins.json', 'Palmer penguins', 'JSON', 'Bill and flipper measurements of three species.'],
  ['unemployment.tsv', 'Unemployment by county', 'GenericTSV', 'Rate per county code.'],
  ['seattle-weather.csv', 'Seattle weather', 'GenericCSV', 'Daily observations, 2012 to 2015.'],
];

/**
 * Uploads them as a script would: reserve, straight to storage, confirm.
 * @param {string} origin of the portal
 * @param {string} cookie of a member
 * @param {string} workspaceId
 * @returns {Promise<string>} id of the dataset uploaded last
 */
export async function uploadDatasets(origin, cookie, workspaceId) {
  const uploads = `${origin}/api/v1/workspaces/${workspaceId}/uploads`;
  let datasetId = '';
  for (const [fileName, name, dataTypeId, description] of files) {
    const bytes = await readFile(packageFile(`vega-datasets/data/${fileName}`));
    const reserved = await post(uploads, { name, dataTypeId, description, fileName, size: bytes.byteLength });
    const stored = await fetch(reserved.key.url, {
      method: 'PUT',
      headers: { 'x-ms-blob-type': 'BlockBlob' },
      body: bytes,
    });
    if (!stored.ok) throw new Error(`Storage answered ${stored.status} to ${fileName}.`);
    const confirmed = await post(`${uploads}/${reserved.id}/confirm`, { etag: stored.headers.get('etag') });
    datasetId = confirmed.dataset.id;
  }
  return datasetId;

  /** @param {string} url @param {object} body */
  async function post(url, body) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { origin, cookie, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer = await response.json();
    if (!response.ok)
      throw new Error(`${new URL(url).pathname} answered ${response.status}: ${answer.detail}`);
    return answer;
  }
}
