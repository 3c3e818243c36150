import { createMD5 } from 'hash-wasm';
import { bench } from 'vitest';
import { createMd5 } from './md5.ts';
import { createTwoMd5 } from './two-md5.ts';

// One read of the engine (1 MiB) each; the time does not depend on what is in it. `npm run bench md5` makes a table of it.
const bytes = new Uint8Array(1024 * 1024);
const [one, two, library] = [await createMd5(), await createTwoMd5(), await createMD5()];

bench('one MD5', () => one.update(bytes));
bench('block and file', () => two.update(bytes));
bench('hash-wasm', () => void library.update(bytes));
