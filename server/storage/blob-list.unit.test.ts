import { expect, it } from 'vitest';
import { readPage } from './blob-list.ts';

const around = (blobs: string, next = '<NextMarker/>') =>
  `<?xml version="1.0" encoding="utf-8"?><EnumerationResults ServiceEndpoint="https://team.blob.core.windows.net/" ContainerName="c"><Prefix>f/</Prefix><MaxResults>5000</MaxResults><Blobs>${blobs}</Blobs>${next}</EnumerationResults>`;

it('reads of a blob what is asked for', () => {
  const { blobs, next } = readPage(
    around(
      '<Blob><Name>f/1</Name><Properties><Creation-Time>Fri, 27 Nov 2026 03:35:48 GMT</Creation-Time><Etag>0x1</Etag><Content-Length>51200</Content-Length><Content-Encoding /><Content-MD5>1B2M2Y8AsgTpgAmY7PhCfg==</Content-MD5><BlobType>BlockBlob</BlobType><AccessTier>Hot</AccessTier></Properties><OrMetadata /></Blob>' +
        '<Blob><Name>f/2</Name><Properties><Etag>0x2</Etag><Content-Length>0</Content-Length><Content-Encoding>gzip</Content-Encoding><Content-MD5 /><BlobType>AppendBlob</BlobType><CustomerProvidedKeySha256>a&amp;b</CustomerProvidedKeySha256></Properties></Blob>',
    ),
  );
  expect(blobs).toEqual([
    {
      name: 'f/1',
      etag: '0x1',
      contentLength: 51200,
      contentEncoding: '',
      contentMD5: Buffer.from('d41d8cd98f00b204e9800998ecf8427e', 'hex'),
      blobType: 'BlockBlob',
      accessTier: 'Hot',
    },
    {
      name: 'f/2',
      etag: '0x2',
      contentLength: 0,
      contentEncoding: 'gzip',
      contentMD5: undefined,
      blobType: 'AppendBlob',
      customerProvidedKeySha256: 'a&b',
    },
  ]);
  expect(next).toBe('');
});

it('reads names that XML cannot hold, and those it escapes', () => {
  const { blobs } = readPage(
    around('<Blob><Name Encoded="true">f/a%00%25</Name></Blob><Blob><Name>f/%25&lt;é&gt;</Name></Blob>'),
  );
  expect(blobs.map(({ name }) => name)).toEqual(['f/a\0%', 'f/%25<é>']);
});

it('tells where the next page begins', () => {
  expect(readPage(around('', '<NextMarker>2!92!MDAwMDI2</NextMarker>')).next).toBe('2!92!MDAwMDI2');
});

it.each(['', '<html><body>Sign in</body></html>', around('<Blob><Name>f/1</Name>')])(
  'takes nothing else for an empty list (%s)',
  (xml) => {
    expect(() => readPage(xml)).toThrow();
  },
);
