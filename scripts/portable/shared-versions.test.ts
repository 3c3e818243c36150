import { expect, test } from 'vitest';
import { sharedVersions } from './shared-versions.mjs';

interface Facts {
  md5: string | null;
  size?: number;
  createdAt?: string;
}

const day = '2026-11-01T08:00:00.000Z';

function version({ md5, size = 4, createdAt = day }: Facts) {
  const file = { path: 'a.csv', size, md5: md5 ?? 'unknown', contentType: 'text/csv', place: '', sha256: '' };
  const facts = { n: 1, dataTypeId: 'GenericCSV', createdAt, origin: 'import' };
  return {
    listed: { ...facts, owner: { displayName: 'Ada' }, files: [{ ...file, md5 }] },
    exported: { ...facts, owner: 'Ada', files: [file] },
  };
}

function shared(there: Facts[], exported: Facts[]) {
  return sharedVersions(
    there.map((facts) => version(facts).listed),
    exported.map((facts) => version(facts).exported),
  );
}

const one = { md5: '1' };
const two = { md5: '2' };

test('the same versions, and more of them, are there whatever their dates', () => {
  expect(shared([one, two], [one, two])).toBe(2);
  expect(shared([one, two, { md5: '3' }], [one, two])).toBe(2);
  expect(shared([{ md5: '1', createdAt: '2026-11-02T08:00:00Z' }], [one])).toBe(1);
});

test('other bytes, another size or another order are another dataset', () => {
  expect(shared([{ md5: '9' }], [one])).toBeUndefined();
  expect(shared([{ md5: '1', size: 5 }], [one])).toBeUndefined();
  expect(shared([two, one], [one, two])).toBeUndefined();
});

test('a begun import is gone on with; a dataset that happens to begin alike is not', () => {
  expect(shared([one], [one, two])).toBe(1);
  expect(shared([{ md5: '1', createdAt: '2026-11-02T08:00:00Z' }], [one, two])).toBeUndefined();
});

test('where storage knows no MD5 the date decides', () => {
  expect(shared([{ md5: null }], [one])).toBe(1);
  expect(shared([{ md5: null, createdAt: '2026-11-02T08:00:00Z' }], [one])).toBeUndefined();
});
