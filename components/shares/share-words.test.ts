import { expect, test } from 'vitest';
import { allowances, downloadWords } from './share-words.ts';

const plain = {
  audience: 'anyone',
  hasPassword: false,
  expiresAt: '2026-11-30T00:00:00.000Z',
  downloadLimit: null,
  preview: true,
  n: null,
} as const;

test('a link says who may, how long, which version, how often, and what', () => {
  const [who, until, version, limit, look] = allowances(plain);
  expect(who).toBe('Anyone with the link.');
  expect(until).toMatch(/^Open until .*2026/);
  expect([version, limit, look]).toEqual([
    'Always the newest version.',
    'Downloads without a limit.',
    'The first rows can be looked at.',
  ]);
});

test('every limit that is set is told', () => {
  const said = allowances({
    ...plain,
    audience: 'members',
    hasPassword: true,
    downloadLimit: 1,
    preview: false,
    n: 3,
  });
  expect(said[0]).toBe('Signed-in members with the link and the password.');
  expect(said.slice(2)).toEqual([
    'Version 3, whatever comes after it.',
    '1 download at most.',
    'Nothing can be looked at, only downloaded.',
  ]);
});

test('downloads are counted against their limit', () => {
  expect(downloadWords({ downloads: 3, downloadLimit: 10 })).toBe('3 of 10 downloads');
  expect(downloadWords({ downloads: 1, downloadLimit: null })).toBe('1 download');
});
