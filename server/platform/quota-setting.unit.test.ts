import { expect, it } from 'vitest';
import { readQuotaSetting } from './quota-setting.ts';

it.each([
  [undefined, undefined],
  ['', undefined],
  ['1000000', 1_000_000],
  ['500 GB', 500e9],
  ['1.5tb', 1.5e12],
  ['2PB', 2e15],
])('the quota %s is %s bytes', (text, bytes) => {
  expect(readQuotaSetting(text)).toBe(bytes);
});

it.each(['0', '-1', 'none', '5 GiB', '1e9', '10 PBs', '100 PB'])('%s is refused, with an example', (text) => {
  expect(() => readQuotaSetting(text)).toThrow(/^SLUICE_WORKSPACE_QUOTA must be .* such as 500 GB\.$/);
});
