// @ts-check
// A program that answers as blob storage does and keeps nothing but sizes: the limit that storage cannot be faster than.
// With a number as its argument it stands at the end of a line of so many Mbit/s.
import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { pacer } from './pacer.mjs';

/** @typedef {{ blocks: Map<string, number>, size: number, md5: string, etag: string }} Blob */
/** @type {Map<string, Blob>} */
const blobs = new Map();

const line = process.argv[2] === undefined ? undefined : pacer(Number(process.argv[2]));

const server = createServer((incoming, outgoing) => {
  const { pathname, searchParams } = new URL(incoming.url ?? '', 'http://sink');
  let size = 0;
  incoming.on('data', (chunk) => {
    size += chunk.length;
    const wait = line?.(chunk.length) ?? 0;
    if (wait < 1) return;
    incoming.pause();
    setTimeout(() => incoming.resume(), wait);
  });
  incoming.on('end', () => {
    const { status, headers } = answer(incoming, pathname, searchParams, size);
    outgoing.writeHead(status, { ...readable(incoming), 'x-ms-version': '2025-11-05', ...headers });
    outgoing.end();
  });
});

/**
 * @param {import('node:http').IncomingMessage} incoming @param {string} path @param {URLSearchParams} query
 * @param {number} size of the body, in bytes
 * @returns {{ status: number, headers?: Record<string, string | number> }}
 */
function answer({ method, headers }, path, query, size) {
  const part = query.get('comp');
  if (method === 'OPTIONS') return { status: 200 };
  const blob = blobs.get(path);
  if (method === 'HEAD' || method === 'GET') {
    if (!blob) return { status: query.has('restype') ? 200 : 404 };
    return {
      status: 200,
      headers: {
        ETag: blob.etag,
        'Content-Length': method === 'HEAD' ? blob.size : 0,
        'Content-MD5': blob.md5,
        'Last-Modified': new Date().toUTCString(),
        'x-ms-blob-type': 'BlockBlob',
      },
    };
  }
  if (method === 'DELETE') {
    blobs.delete(path);
    return { status: 202 };
  }
  // The container, its rules, metadata: whatever it is, it is done.
  if (query.has('restype')) return { status: part === 'properties' ? 202 : 201 };
  if (part === 'snapshot')
    return { status: 201, headers: { 'x-ms-snapshot': new Date().toISOString(), ETag: blob?.etag ?? '' } };
  const kept = blob ?? { blocks: new Map(), size: 0, md5: '', etag: '' };
  blobs.set(path, kept);
  if (part === 'block') {
    kept.blocks.set(query.get('blockid') ?? '', size);
    return { status: 201 };
  }
  kept.size = part === 'blocklist' ? [...kept.blocks.values()].reduce((sum, bytes) => sum + bytes, 0) : size;
  kept.md5 = String(headers['x-ms-blob-content-md5'] ?? headers['content-md5'] ?? emptyMd5);
  kept.etag = `"0x${randomBytes(8).toString('hex').toUpperCase()}"`;
  return { status: 201, headers: { ETag: kept.etag, 'Last-Modified': new Date().toUTCString() } };
}

const emptyMd5 = createHash('md5').digest('base64');

/** @param {import('node:http').IncomingMessage} incoming what lets a page of another origin ask, and read the answer */
function readable({ headers }) {
  if (!headers.origin) return {};
  return {
    'Access-Control-Allow-Origin': headers.origin,
    'Access-Control-Allow-Methods': 'GET,HEAD,PUT,OPTIONS',
    'Access-Control-Allow-Headers': headers['access-control-request-headers'] ?? '*',
    'Access-Control-Expose-Headers': 'ETag,x-ms-*,Retry-After',
    'Access-Control-Max-Age': '3600',
  };
}

server.listen(0, '127.0.0.1');
