// @ts-check
// What `npm run bench shares` compares with: a server that signs a SAS for each request and redirects to it, and does
// nothing else. Prints its port.
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import {
  BlobSASPermissions,
  generateBlobSASQueryParameters,
  StorageSharedKeyCredential,
} from '@azure/storage-blob';

const credential = new StorageSharedKeyCredential('bare', randomBytes(64).toString('base64'));
const blobName = `${randomBytes(16).toString('hex')}/${randomBytes(16).toString('hex')}`;

const server = createServer((_, response) => {
  const sas = generateBlobSASQueryParameters(
    {
      containerName: 'sluice',
      blobName,
      permissions: BlobSASPermissions.parse('r'),
      expiresOn: new Date(Date.now() + 15 * 60_000),
      contentDisposition: 'attachment; filename=readings.csv',
      contentType: 'text/csv',
    },
    credential,
  );
  response.writeHead(302, { location: `http://127.0.0.1/sluice/${blobName}?${sas}` }).end();
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') console.log(address.port);
});
process.on('SIGTERM', () => process.exit(0));
