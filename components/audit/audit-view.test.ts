import { expect, test } from 'vitest';
import { type AuditView, filterOfView, searchOfView, viewFromSearch, wholeAudit } from './audit-view.ts';

const read = (search: string) => viewFromSearch(new URLSearchParams(search));

test('a view survives being an address', () => {
  const view: AuditView = {
    who: 'Ann & Bob',
    group: 'token',
    from: '2026-11-01',
    to: '2026-11-20',
    subject: 'a'.repeat(32),
  };
  expect(read(searchOfView(view))).toEqual(view);
  expect(searchOfView(wholeAudit)).toBe('');
});

test.each(['what=nothing', 'from=tomorrow', 'to=2026-02-30', 'from=2026-13-01', 'subject='])(
  '%s shows the whole audit',
  (search) => {
    expect(read(search)).toEqual(wholeAudit);
  },
);

test('days are whole local days, the last one included', () => {
  const { from, to } = filterOfView({ ...wholeAudit, from: '2026-11-30', to: '2026-11-30' });
  expect(from).toBe(new Date(2026, 10, 30).toISOString());
  expect(to).toBe(new Date(2026, 11, 1).toISOString());
});

test('the server is asked for nothing that is not given', () => {
  expect(filterOfView(wholeAudit)).toEqual({});
  expect(filterOfView({ ...wholeAudit, group: 'dataset' })).toEqual({ action: 'dataset.' });
});
