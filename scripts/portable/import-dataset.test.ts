import { expect, test } from 'vitest';
import { importDataset } from './import-dataset.mjs';
import { createProgress } from './progress.mjs';

const file = {
  path: 'a.csv',
  place: 'datasets/a/v1/a.csv',
  size: 1,
  md5: '',
  sha256: '',
  contentType: 'text/csv',
};

/** Imports a dataset whose files are nowhere, from a folder that is not there; answers what was told and asked. */
async function told(files: (typeof file)[]) {
  const lines: string[] = [];
  const asked: string[] = [];
  const progress = createProgress({ moved: 'uploaded', skipped: 'left' }, (line) => lines.push(line));
  const run = {
    portal: {
      url: '',
      call: async (_method: string, path: string) => void asked.push(path),
    },
    workspace: { id: '', name: '' },
    folder: '/nowhere',
    controller: new AbortController(),
    progress,
  };
  const version = { n: 2, dataTypeId: 'GenericCSV', createdAt: '', owner: 'Ada', origin: 'upload', files };
  const dataset = { id: '', name: 'Readings', description: '', versions: [version] };
  await importDataset(run, dataset, { idsByName: new Map(), reserved: new Set(), onConflict: '' });
  progress.summary();
  return { lines: lines.join('\n'), asked, failed: progress.counts.failed };
}

test('a file that is missing in the folder is told before anything is sent', async () => {
  const { lines, asked } = await told([file]);
  expect(lines).toMatch(/✗ Readings: a\.csv of version 2 is missing/);
  expect(asked).toEqual([]);
});
