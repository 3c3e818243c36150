import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readStorageFile, writeStorageFile } from './storage-file.mjs';

const facts = { account: 'a', key: 'k', port: 10_000 };
let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-storage-'));
  file = join(folder, 'storage.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('before the first start there is nothing; what was written comes back', async () => {
  expect(await readStorageFile(folder)).toEqual({});
  await writeStorageFile(folder, facts);
  expect(await readStorageFile(folder)).toEqual(facts);
  expect(await readdir(folder)).toEqual(['storage.json']);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('the same facts leave the file alone, others replace it whole', async () => {
  await writeStorageFile(folder, facts);
  await utimes(file, 1, 1);
  await writeStorageFile(folder, facts);
  expect((await stat(file)).mtimeMs).toBe(1000);
  const before = (await stat(file)).ino;
  await writeStorageFile(folder, { ...facts, port: 10_001 });
  expect((await stat(file)).ino).not.toBe(before);
  expect(JSON.parse(await readFile(file, 'utf8')).port).toBe(10_001);
});

test('a damaged or unreadable file is refused by its name, and kept', async () => {
  await writeFile(file, '');
  await expect(readStorageFile(folder)).rejects.toThrow(`${file} is damaged`);
  expect(await readFile(file, 'utf8')).toBe('');
  await rm(file);
  // A folder in its place stands for whatever else than "not there" a read may answer.
  await mkdir(file);
  await expect(readStorageFile(folder)).rejects.toThrow(`${file} cannot be read (EISDIR)`);
});

test('a folder that cannot be written to is refused by the name of the file', async () => {
  await expect(writeStorageFile(join(folder, 'gone'), facts)).rejects.toThrow(
    /gone\/storage\.json could not be written \(ENOENT\)/,
  );
});
