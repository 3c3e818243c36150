import { expect, test } from 'vitest';
import { detailSearch, parseDetailView } from './detail-view.ts';

test.each([
  '',
  '?tab=readme',
  '?tab=files&v=2',
  '?tab=files&in=a%2Fb%2F&file=a%2Fb%2Fc.csv',
  '?tab=code',
  '?v=12',
])('%j is read and written back', (search) => {
  expect(detailSearch(parseDetailView(new URLSearchParams(search)))).toBe(search);
});

test.each(['?tab=nothing', '?in=a%2F&file=a%2Fb', '?v=0', '?v=-1', '?v=1e3', '?v=latest', '?tab=data'])(
  '%j shows the default',
  (search) => {
    expect(parseDetailView(new URLSearchParams(search))).toEqual({ tab: 'data', version: undefined });
  },
);
