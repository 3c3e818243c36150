import { expect, it } from 'vitest';
import { toStoredBlob } from './stored-blob.ts';

const right = { contentLength: 4, etag: '0x1', blobType: 'BlockBlob', accessTier: 'Cool' };

it.each([
  [{}, undefined],
  [{ contentEncoding: 'gzip' }, 'a Content-Encoding'],
  [{ blobType: 'PageBlob' }, 'another type than block blob'],
  [{ accessTier: 'Archive' }, 'the access tier Archive'],
  [{ customerProvidedKeySha256: 'c2hh' }, 'an encryption key'],
])('of a blob with %j the flaw is %s', (found, flaw) => {
  const facts = { size: 4, etag: '"0x1"', md5: undefined, isCopy: false };
  expect(toStoredBlob({ ...right, ...found })).toEqual({ ...facts, flaw });
});

it('tells a copy', () => {
  expect(toStoredBlob({ ...right, copyId: '73a9' })).toMatchObject({ isCopy: true, flaw: undefined });
});
