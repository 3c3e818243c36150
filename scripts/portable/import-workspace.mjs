// @ts-check
import { Refusal } from '../setup/refusal.mjs';
import { importDataset, nameKey } from './import-dataset.mjs';
import { inLanes } from './in-lanes.mjs';
import { manifestName, readManifest } from './manifest.mjs';
import { everyItem } from './portal.mjs';

const lanes = 3;

/**
 * Brings every dataset of an export to the workspace. Nothing there is changed: what is the same is left, a name that
 * other content has is told, or gone around as `onConflict` says (`skip`, `rename`).
 * @param {import('./run-copy.mjs').Run} run @param {string} onConflict
 */
export async function importWorkspace(run, onConflict) {
  const { portal, folder, controller, progress } = run;
  const manifest = await readManifest(folder);
  if (!manifest)
    throw new Refusal(
      `${folder} holds no whole export: ${manifestName} is missing, which is written last; run the export again.`,
    );
  for (const { dataset, n, reason } of manifest.missing)
    progress.note(`! ${dataset}${n === null ? '' : ` v${n}`} is missing in the export: ${reason}`);

  /** @type {Map<string, string>} */
  const idsByName = new Map();
  const living = everyItem(portal, '/datasets?limit=200', { cursor: 'cursor', next: 'nextCursor' });
  for await (const { id, name } of living) idsByName.set(nameKey(name), id);
  const target = {
    idsByName,
    reserved: new Set(manifest.datasets.map(({ name }) => nameKey(name))),
    onConflict,
  };
  await inLanes(manifest.datasets, lanes, (dataset) => importDataset(run, dataset, target), controller);
}
