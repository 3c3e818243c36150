import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { dataTypeIds } from '#lib/datasets/data-types.ts';
import { accessCode } from './access-code.ts';
import { tabsFor } from './access-tabs.ts';
import { makeShareTarget } from './testing/targets.ts';

const run = promisify(execFile);
const address = 'https://data.example.org/s/sl_Vb7/download';

test('a link is read by pandas, polars, DuckDB and curl, each without an obstacle', () => {
  const tabs = tabsFor(makeShareTarget());
  expect(tabs.map(({ id }) => id)).toEqual(['pandas', 'polars', 'duckdb', 'curl']);
  expect(tabs.filter(({ obstacle }) => obstacle)).toEqual([]);
});

test('without a password the code needs the link and nothing else', () => {
  expect(accessCode(makeShareTarget(), 'pandas').code).toBe(`# 'Rain'
# pip install pandas requests
import io

import pandas as pd
import requests

url = '${address}'
answer = requests.get(url, timeout=60)
answer.raise_for_status()
frame = pd.read_csv(io.BytesIO(answer.content))
`);
  expect(accessCode(makeShareTarget(), 'curl').code).toBe(`# 'Rain'
curl -fsSL --globoff -o 'rain.csv' \\
    '${address}'
`);
});

test('a password comes from the environment and is in no code', () => {
  for (const { id } of tabsFor(makeShareTarget())) {
    for (const dataTypeId of dataTypeIds) {
      const { code } = accessCode(makeShareTarget({ dataTypeId }, true), id);
      expect(code).toContain('SLUICE_PASSWORD');
      expect(code).not.toMatch(/SLUICE_TOKEN|undefined|\[object/);
      expect(accessCode(makeShareTarget({ dataTypeId }), id).code).not.toMatch(/SLUICE_|environ/);
    }
  }
});

test('many files are one zip, named after the dataset', () => {
  const files = [{ path: 'a/one.csv' }, { path: 'a/two.csv' }];
  expect(makeShareTarget({ files })).toMatchObject({ dataTypeId: 'Zip', fileName: 'Rain.zip' });
  expect(accessCode(makeShareTarget({ files }), 'pandas').code).toContain(`'${address}?path=a%2Fone.csv'`);
  expect(makeShareTarget({ files: files.slice(0, 1) }).fileName).toBe('one.csv');
});

/** Would end a comment, a string or a command, or be run, where quoting fails. */
const worstNames = [
  `'; touch pwned; '`,
  '"$(touch pwned)"',
  '`touch pwned`',
  'a\nimport os; os.system("touch pwned")',
  'a\r\ntouch pwned',
  "'''\nopen('pwned', 'w')\n'''",
  'a\\',
  '\u2028touch pwned',
  '-o pwned',
  '\u202egnp.exe',
];

test.each(worstNames)('the name %j is data in every line of the code', async (name) => {
  const target = makeShareTarget({ name, files: [{ path: name }] }, true);
  for (const { id } of tabsFor(target)) {
    const { language, code } = accessCode(target, id);
    // What could break out of a comment or a string would add a line.
    expect(code.split(/\r\n|[\n\r\u2028\u2029]/)).toHaveLength(
      accessCode(makeShareTarget({}, true), id).code.split('\n').length,
    );
    if (language !== 'bash') continue;
    const shown = code.replace('curl -fsSL --globoff -H @-', "printf '%s\\0'");
    const { stdout } = await run('bash', ['-c', shown], {
      env: { NODE_ENV: 'test', PATH: process.env.PATH },
    });
    const saved = stdout.split('\0').slice(0, 3);
    expect(saved).toEqual(['-o', name.startsWith('-') ? `_${name}` : name, address]);
  }
});

test('the password reaches the header as it is, whatever it holds', async () => {
  const password = `p'"$(x) \\ %s ü🎉${'long '.repeat(40)}`;
  const { code } = accessCode(makeShareTarget({}, true), 'curl');
  const { stdout } = await run('bash', ['-c', code.replace(/curl -fsSL[\s\S]*/, 'cat')], {
    env: { NODE_ENV: 'test', PATH: process.env.PATH, SLUICE_PASSWORD: password },
  });
  expect(stdout.trim()).toBe(`Authorization: Basic ${Buffer.from(`share:${password}`).toString('base64')}`);
});
