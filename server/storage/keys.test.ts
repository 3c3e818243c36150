import { BlockBlobClient, ContainerClient } from '@azure/storage-blob';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { issueReadKey } from '#server/datasets/index.ts';
import {
  commitContent,
  createTestPortal,
  type Member,
  type TestPortal,
  uploadDataset,
} from '#server/testing/index.ts';
import { renewUploadKey, reserveUpload } from '#server/transfers/index.ts';

let portal: TestPortal;
let member: Member;
const bytes = new TextEncoder().encode('bytes');

beforeAll(async () => {
  portal = await createTestPortal();
  member = await portal.createMember('User');
});
afterAll(() => portal.close());

const reserve = (name: string) =>
  reserveUpload(member.ctx, { name, dataTypeId: 'Other', fileName: 'f', size: bytes.byteLength });

/** The same SAS on another blob of the container. */
function onSibling(url: string, sibling: string): string {
  const [address = '', sas] = url.split('?');
  return `${address.slice(0, address.lastIndexOf('/'))}/${sibling}?${sas}`;
}

function fieldsOf(url: string): URLSearchParams {
  return new URL(url).searchParams;
}

describe('a write key', () => {
  it('names one blob, create and write, for 15 minutes at most', async () => {
    const { key } = await reserve('scope');
    const fields = fieldsOf(key.url);
    expect(fields.get('sr')).toBe('b');
    expect([...(fields.get('sp') ?? '')].sort().join('')).toBe('cw');
    const life = Date.parse(fields.get('se') ?? '') - Date.now();
    expect(life).toBeGreaterThan(10 * 60_000);
    expect(life).toBeLessThanOrEqual(15 * 60_000);
    expect(key.expiresAt).toBe(new Date(fields.get('se') ?? '').toISOString());
  });

  it('writes its blob and does nothing else', async () => {
    const { id, key } = await reserve('limits');
    await commitContent(key.url, bytes);
    const own = new BlockBlobClient(key.url);
    const refusals = [
      () => own.download(),
      () => own.delete(),
      () => new BlockBlobClient(onSibling(key.url, 'other')).upload('x', 1),
      () => new ContainerClient(key.url.replace(/\/[^/?]+\/[^/?]+\?/, '?')).listBlobsFlat().next(),
    ];
    for (const refused of refusals) await expect(refused()).rejects.toMatchObject({ statusCode: 403 });
    const renewed = await renewUploadKey(member.ctx, { uploadId: id });
    expect(new URL(renewed.url).pathname).toBe(new URL(key.url).pathname);
  });

  it('is https alone where storage is not an emulator', async () => {
    const { openBlobStore } = await import('./index.ts');
    const { storage } = portal.config;
    const store = openBlobStore({ ...storage, endpoint: 'https://team.blob.core.windows.net' });
    expect(fieldsOf((await store.issueWriteKey('x')).url).get('spr')).toBe('https');
  });
});

describe('a read key', () => {
  it('reads one sealed snapshot and nothing else', async () => {
    const dataset = await uploadDataset(member, 'a,b\n', { name: 'read' });
    const other = await uploadDataset(member, 'secret', { name: 'other' });
    const { url } = await issueReadKey(member.ctx, { datasetId: dataset.id, n: 1, purpose: 'preview' });
    const second = await issueReadKey(member.ctx, { datasetId: other.id, n: 1, purpose: 'preview' });
    expect(fieldsOf(url).get('sr')).toBe('bs');
    expect(fieldsOf(url).get('sp')).toBe('r');
    expect((await fetch(url)).status).toBe(200);
    expect((await fetch(url, { headers: { range: 'bytes=0-1' } })).status).toBe(206);
    const base = new URL(url);
    base.searchParams.delete('snapshot');
    expect((await fetch(base)).status).toBe(403);
    const sas = new URL(url).search;
    expect((await fetch(`${new URL(second.url).origin}${new URL(second.url).pathname}${sas}`)).status).toBe(
      403,
    );
    const put = { method: 'PUT', body: 'x', headers: { 'x-ms-blob-type': 'BlockBlob' } };
    for (const init of [put, { method: 'DELETE' }]) {
      const refused = await fetch(url, init);
      expect(refused.ok).toBe(false);
      expect([400, 403]).toContain(refused.status);
    }
    expect(await (await fetch(url)).text()).toBe('a,b\n');
  });

  it('gives the bytes as an attachment under their own name and type', async () => {
    const dataset = await uploadDataset(member, 'x', { name: 'named', fileName: `it's "x" #1 🌊.csv` });
    const { url } = await issueReadKey(member.ctx, { datasetId: dataset.id, n: 1, purpose: 'download' });
    const response = await fetch(url);
    expect(response.headers.get('content-type')).toBe('text/csv');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename=/);
    expect(response.headers.get('content-disposition')).toContain(`%22x%22%20%231%20%F0%9F%8C%8A.csv`);
  });
});

describe('a server whose clock is wrong by 14 minutes', () => {
  // Azure refuses what was signed more than 15 minutes from its own time; storage here has a clock of its own.
  it.each([14, -14])(
    '(%i min) hands out keys that storage takes, and seals what they wrote',
    async (minutes) => {
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * 60_000 });
      try {
        const content = `clock,${minutes}\n`;
        const dataset = await uploadDataset(member, content, { name: `clock ${minutes}` });
        const { url } = await issueReadKey(member.ctx, { datasetId: dataset.id, n: 1, purpose: 'download' });
        expect(await (await fetch(url)).text()).toBe(content);
      } finally {
        vi.useRealTimers();
      }
    },
  );
});
