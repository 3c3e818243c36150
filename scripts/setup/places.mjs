// @ts-check
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The clone's own folder, absolute. */
export const root = fileURLToPath(new URL('../../', import.meta.url));
export const standaloneFolder = join(root, '.next', 'standalone');

/** @param {string} name path below node_modules */
export function packageFile(name) {
  return join(root, 'node_modules', name);
}
