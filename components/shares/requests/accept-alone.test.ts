import { expect, it } from 'vitest';
import { eachApart } from '#components/removal/each-apart.ts';
import type { Call } from '#lib/api/client.ts';
import { SluiceError } from '#lib/errors.ts';
import { acceptAlone } from './accept-alone.ts';

/** A portal that has datasets of these names; answers which were asked for. */
function portalWith(taken: readonly string[], refusal?: SluiceError) {
  const asked: string[] = [];
  const call = async (_: string, { body: { name } }: { body: { name: string } }) => {
    asked.push(name);
    if (refusal) throw refusal;
    if (taken.includes(name)) throw new SluiceError('name_taken', 'Taken.');
  };
  return { asked, api: call as unknown as Call };
}

it('names a dataset after its file, and numbers it where others have the name', async () => {
  const { asked, api } = portalWith(['rain', 'rain (2)']);
  await acceptAlone(api, 'w', { id: 's', fileName: 'rain.csv' });
  expect(asked).toEqual(['rain', 'rain (2)', 'rain (3)']);
});

it('tries no other name where it is refused for another reason', async () => {
  const { asked, api } = portalWith([], new SluiceError('not_found', 'It was declined meanwhile.'));
  await expect(acceptAlone(api, 'w', { id: 's', fileName: 'rain.csv' })).rejects.toThrow('declined');
  expect(asked).toEqual(['rain']);
});

it('asks about once for each of many files of one name, also of several at once', async () => {
  const taken = ['rain'];
  const asked: string[] = [];
  const call = async (_: string, { body: { name } }: { body: { name: string } }) => {
    asked.push(name);
    await Promise.resolve();
    if (taken.includes(name)) throw new SluiceError('name_taken', 'Taken.');
    taken.push(name);
  };
  const tried = new Set<string>();
  const files = Array.from({ length: 100 }, (_, index) => ({ id: `s${index}`, fileName: 'rain.csv' }));
  await eachApart(files, (file) => acceptAlone(call as unknown as Call, 'w', file, tried));
  expect(taken).toEqual(['rain', ...files.map((_, index) => `rain (${index + 2})`)]);
  expect(asked).toHaveLength(101);
});

it('leaves out no number for one that was refused', async () => {
  const tried = new Set<string>();
  const file = { id: 's', fileName: 'rain.csv' };
  const refused = portalWith([], new SluiceError('not_found', 'It was declined meanwhile.'));
  await expect(acceptAlone(refused.api, 'w', file, tried)).rejects.toThrow('declined');
  const { asked, api } = portalWith([]);
  await acceptAlone(api, 'w', file, tried);
  expect(asked).toEqual(['rain']);
});
