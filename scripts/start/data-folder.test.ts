import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeDataFolder } from './data-folder.mjs';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-data-'));
});
afterEach(() => rm(folder, { recursive: true }));

test.each([
  ['is a file', '', 'EEXIST'],
  ['lies in a file', 'below', 'ENOTDIR'],
])('SLUICE_DATA that %s is refused in one sentence', async (_, below, code) => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  const asked = join(file, below);
  await expect(takeDataFolder(asked)).rejects.toMatchObject({
    name: 'Refusal',
    exitCode: 78,
    message: `${asked} cannot be the data folder (${code}); give SLUICE_DATA a folder that this user can write.`,
  });
});
