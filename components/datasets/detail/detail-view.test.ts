import { expect, test } from 'vitest';
import { detailSearch, parseDetailView } from './detail-view.ts';

test.each(['', '?tab=readme', '?tab=files&v=2', '?tab=code', '?v=12'])(
  '%j is read and written back',
  (search) => {
    expect(detailSearch(parseDetailView(new URLSearchParams(search)))).toBe(search);
  },
);

test.each(['?tab=nothing', '?v=0', '?v=-1', '?v=1e3', '?v=latest', '?tab=data'])(
  '%j shows the default',
  (search) => {
    expect(parseDetailView(new URLSearchParams(search))).toEqual({ tab: 'data', version: undefined });
  },
);
