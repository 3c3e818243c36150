import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { anyFreePort } from '../scripts/services/free-port.mjs';
import { spawnStarter } from '../scripts/start/spawn-starter.mjs';
import { signInFromNode } from './fixtures/api.ts';
import { discardPortal, newDataFolder, startPortal } from './fixtures/portal.ts';
import { putDataset } from './fixtures/put-dataset.ts';

const preload = new URL('./fixtures/full-disk.mjs', import.meta.url).href;

test('on a disk that is all but full nothing is changed or hangs; with room again all is there and goes on', async () => {
  test.setTimeout(180_000);
  const dataFolder = await newDataFolder();
  const flag = join(dataFolder, 'full');
  const env = { NODE_OPTIONS: `--import ${preload}`, SLUICE_TEST_FULL_DISK: flag };
  let portal = await startPortal({ dataFolder, env });
  try {
    let session = await signInFromNode(portal);
    const versionOf = (name: string) =>
      ({ name, dataTypeId: 'Other', fileName: `${name}.bin`, content: Buffer.from(name) }) as const;
    const names = async () => {
      const { workspaceId } = session;
      const list = await session.call('listDatasets', { params: { workspaceId }, query: { search: 'disk' } });
      return list.items.map(({ name }) => name).sort();
    };
    await putDataset(session, versionOf('disk one'));

    await writeFile(flag, '4096');
    for (let round = 0; round < 3; round++)
      await expect(putDataset(session, versionOf('disk two'))).rejects.toThrow(/disk .* is full.*make room/);
    expect(await names()).toEqual(['disk one']);

    await portal.stop();
    const refused = spawnStarter(['--no-build'], {
      SLUICE_DATA: dataFolder,
      PORT: String(await anyFreePort()),
      ...env,
    });
    expect(await refused.exited).toBe(78);
    expect(refused.output().trim().split('\n')).toEqual([
      expect.stringMatching(/less than 64 MiB left.*make room/),
    ]);

    await rm(flag);
    portal = await startPortal({ dataFolder, env });
    session = await signInFromNode(portal);
    expect(await names()).toEqual(['disk one']);
    await putDataset(session, versionOf('disk two'));
    expect(await names()).toEqual(['disk one', 'disk two']);
  } finally {
    await discardPortal(portal);
  }
});
