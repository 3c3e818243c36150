// @ts-check
import { mkdir } from 'node:fs/promises';
import { Refusal } from '../setup/refusal.mjs';
import { exportDataset } from './export-dataset.mjs';
import { inLanes } from './in-lanes.mjs';
import { readManifest, writeManifest } from './manifest.mjs';
import { everyItem } from './portal.mjs';

const lanes = 4;

/**
 * Brings every dataset of the workspace, all versions and files, to the folder. What is there and equal is not fetched
 * again. The manifest is written last; what could not be fetched stands in it as missing.
 * @param {import('./run-copy.mjs').Run} run
 */
export async function exportWorkspace(run) {
  const { portal, workspace, folder, controller, progress } = run;
  await mkdir(folder, { recursive: true });
  const earlier = await readManifest(folder);
  const other = earlier?.source.workspace;
  if (other && other.id !== workspace.id)
    throw new Refusal(
      `${folder} holds the export of another workspace (${other.name}); give another folder.`,
    );

  /** @type {import('./manifest.mjs').Manifest} */
  const manifest = {
    exportedAt: new Date().toISOString(),
    source: { url: portal.url, workspace: { id: workspace.id, name: workspace.name } },
    datasets: [],
    missing: [],
  };
  const known = digestsIn(earlier);
  const summaries = everyItem(portal, '/datasets?limit=200', { cursor: 'cursor', next: 'nextCursor' });
  /** @param {{ id: string, name: string }} summary */
  async function one(summary) {
    const { dataset, missing } = await exportDataset(run, summary, known);
    manifest.missing.push(...missing);
    if (!dataset) return;
    manifest.datasets.push(dataset);
    progress.dataset();
  }
  await inLanes(summaries, lanes, one, controller);
  manifest.datasets.sort((a, b) => (a.name < b.name ? -1 : 1));
  await writeManifest(folder, manifest);
}

/**
 * SHA-256 of files by their place, as an earlier export put them down.
 * @param {import('./manifest.mjs').Manifest | undefined} earlier
 */
function digestsIn(earlier) {
  const files = (earlier?.datasets ?? []).flatMap(({ versions }) => versions.flatMap(({ files }) => files));
  return new Map(files.map(({ place, sha256 }) => [place, sha256]));
}
