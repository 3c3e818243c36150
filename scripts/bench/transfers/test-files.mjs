// @ts-check
import { randomBytes } from 'node:crypto';
import { mkdir, open, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const MiB = 1024 * 1024;

/** Writes a file of random bytes; answers its path. @param {string} folder @param {number} mib */
export async function makeRandomFile(folder, mib) {
  const path = join(folder, `random-${mib}.bin`);
  const file = await open(path, 'w');
  for (let written = 0; written < mib; written += 8)
    await file.write(randomBytes(Math.min(8, mib - written) * MiB));
  await file.close();
  return path;
}

/** A file of zeros that takes no room; answers its path. @param {string} folder @param {number} mib */
export async function makeSparseFile(folder, mib) {
  const path = join(folder, `sparse-${mib}.bin`);
  await writeFile(path, '');
  await truncate(path, mib * MiB);
  return path;
}

/** A folder of small files that all differ; answers its path. @param {string} folder @param {number} count @param {number} bytes of each */
export async function makeSmallFiles(folder, count, bytes) {
  const path = join(folder, `small-${count}`);
  for (let index = 0; index < count; index++) {
    const within = join(path, `part-${String(index % 20).padStart(2, '0')}`);
    if (index < 20) await mkdir(within, { recursive: true });
    await writeFile(join(within, `${String(index).padStart(5, '0')}.bin`), randomBytes(bytes));
  }
  return path;
}
