// @ts-check
// node sdk-client.mjs BLOCK_BYTES LANES upload|download FILE CONTAINER_URL BLOB: one transfer by @azure/storage-blob.
import { ContainerClient } from '@azure/storage-blob';

const [blockSize, lanes, direction, file = '', containerUrl = '', blob = ''] = process.argv.slice(2);
const client = new ContainerClient(containerUrl).getBlockBlobClient(blob);
const options = { blockSize: Number(blockSize), concurrency: Number(lanes) };
if (direction === 'upload')
  await client.uploadFile(file, { ...options, maxSingleShotSize: options.blockSize });
// Its one way to a file that is not through memory; it takes a single stream.
else await client.downloadToFile(file);
