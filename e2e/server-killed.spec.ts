import { createHash, randomFillSync } from 'node:crypto';
import { expect, test } from 'playwright/test';
import { storedSha256 } from './fixtures/fault-test.ts';
import { beginPut, finishPut } from './fixtures/put-dataset.ts';
import { requireServers, startTwoServers } from './fixtures/two-servers.ts';

test('one of several servers is killed: sessions go on at the others, and so does an upload', async () => {
  test.setTimeout(180_000);
  const portal = requireServers(await startTwoServers());
  try {
    const [, other] = portal.servers;
    const third = await portal.startThird();
    const content = randomFillSync(new Uint8Array(9_000_000));
    const version = { name: 'survivor', dataTypeId: 'Other', fileName: 'survivor.bin', content } as const;
    const upload = await beginPut(third, version);
    await third.kill();
    await expect(third.call('getSession', {})).rejects.toThrow();

    const params = { workspaceId: other.workspaceId, uploadId: upload.id };
    const { blocks } = await other.call('listStagedBlocks', { params, query: {} });
    expect(blocks.map(({ size }) => size)).toEqual([8 * 1024 * 1024, content.length - 8 * 1024 * 1024]);
    const key = await other.call('renewUploadKey', { params });
    await finishPut(other, { ...upload, key }, content);
    expect(await storedSha256(other, 'survivor')).toEqual([
      createHash('sha256').update(content).digest('hex'),
    ]);
  } finally {
    await portal.close();
  }
});
