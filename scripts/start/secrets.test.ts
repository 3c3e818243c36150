import { mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keptSecretKeys } from './secrets.mjs';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-secrets-'));
  file = join(folder, 'secret-keys');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('the secret key is made once and kept for its owner alone', async () => {
  const made = await keptSecretKeys(folder);
  expect(made).toMatch(/^[0-9a-f]{8}:[A-Za-z0-9+/]{43}=$/);
  expect(await keptSecretKeys(folder)).toBe(made);
  expect(await readFile(file, 'utf8')).toBe(`${made}\n`);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('a secret key that is there but cannot be read is never replaced', async () => {
  await mkdir(file);
  await expect(keptSecretKeys(folder)).rejects.toThrow(`${file} cannot be read (EISDIR)`);
  expect((await stat(file)).isDirectory()).toBe(true);
});
