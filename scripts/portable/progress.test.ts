import { expect, test } from 'vitest';
import { createProgress } from './progress.mjs';

test('what a portal calls its datasets steers no terminal', () => {
  const lines: string[] = [];
  const progress = createProgress({ moved: 'uploaded', skipped: 'left' }, (line) => lines.push(line));
  progress.version('Rain\u001b]0;mine\u0007 v1', 1000);
  progress.skip('Rain\n✓ Snow');
  progress.fail('\u202etxt.niaR', 'gone\r');
  progress.note('! \u009b2J');
  progress.summary();
  expect(lines.slice(0, 4)).toEqual([
    '✓ Rain\ufffd]0;mine\ufffd v1 (1 KB)',
    '= Rain\ufffd✓ Snow',
    '✗ \ufffdtxt.niaR: gone\ufffd',
    '! \ufffd2J',
  ]);
  expect(lines[4]).toMatch(/^\n0 datasets/);
});
