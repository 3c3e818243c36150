import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readArguments } from './arguments.mjs';

const workspace = '4c29e1adeba2e5a7cbeb0e4f4adfb4df';
const env = { SLUICE_TOKEN: 'sluice_0123456789' };
const exporting = { folderFlag: 'to' as const, onConflict: [] };
const importing = { folderFlag: 'from' as const, onConflict: ['skip', 'rename'] };
const good = ['--url', 'http://127.0.0.1:3000/', '--workspace', workspace];

test('what is given is read, the address without its slash, the folder absolute', () => {
  expect(readArguments([...good, '--to', 'copy'], env, exporting)).toEqual({
    url: 'http://127.0.0.1:3000',
    workspaceId: workspace,
    token: env.SLUICE_TOKEN,
    folder: resolve('copy'),
    onConflict: '',
  });
  const skipping = [...good, '--from', 'copy', '--on-conflict', 'skip'];
  expect(readArguments(skipping, env, importing)?.onConflict).toBe('skip');
  expect(readArguments(['--help'], {}, exporting)).toBeUndefined();
});

test.each([
  [['--workspace', workspace, '--to', 'x'], env, /--url http/],
  [['--url', 'ftp://x', '--workspace', workspace, '--to', 'x'], env, /--url must be an address/],
  [['--url', 'http://me:secret@x', '--workspace', workspace, '--to', 'x'], env, /--url must be an address/],
  [['--url', 'http://x/w/1', '--workspace', workspace, '--to', 'x'], env, /without a path: http:\/\/x\./],
  [['--url', 'http://x', '--workspace', 'abc', '--to', 'x'], env, /--workspace ID/],
  [good, env, /--to FOLDER/],
  [[...good, '--to', 'x'], {}, /Set SLUICE_TOKEN/],
  [[...good, '--to', 'x'], { SLUICE_TOKEN: 'a b' }, /copy it anew/],
  [[...good, '--to', 'x', '--on-conflict', 'skip'], env, /--help tells/],
])('%j is refused', (flags, environment, sentence) => {
  expect(() => readArguments(flags, environment, exporting)).toThrow(sentence);
});

test('a token in the wrong place is not repeated, and ways that are none are refused', () => {
  const misplaced = [...good, '--to', 'x', '--token', 'sluice_secret'];
  expect(() => readArguments(misplaced, env, exporting)).toThrow(/^(?!.*sluice_secret)/);
  const odd = [...good, '--from', 'x', '--on-conflict', 'overwrite'];
  expect(() => readArguments(odd, env, importing)).toThrow(/skip or rename/);
});
