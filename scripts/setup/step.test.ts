import { expect, test, vi } from 'vitest';
import { runStep } from './step.mjs';

const program = (code: number) => [
  '-e',
  `console.log('one\\nRoute (app)\\n/about'); process.exitCode = ${code}`,
];

/** What the step said, line by line. */
async function said(code: number, until?: RegExp): Promise<string[]> {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  await runStep('Building', program(code), until ? { until } : {}).catch((error: Error) =>
    console.log(error.message),
  );
  const lines = log.mock.calls.map(([line]) => String(line));
  log.mockRestore();
  return lines;
}

test('what comes after the line named is left out of a step that succeeds', async () => {
  expect(await said(0, /^Route/)).toEqual([
    'Building …',
    'one',
    expect.stringMatching(/^Building: done in \d+ s\.$/),
  ]);
});

test('a step that fails shows all that it said', async () => {
  expect(await said(3, /^Route/)).toEqual([
    'Building …',
    'one',
    'Route (app)\n/about',
    'Building failed (3); its own words are above.',
  ]);
});
