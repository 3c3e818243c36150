import { expect, it, vi } from 'vitest';
import { proposeName } from '#lib/datasets/dataset-name.ts';
import { reserveFolderSchema } from '#lib/transfers/folder-schema.ts';
import { otherName } from '#lib/transfers/other-name.ts';
import { reserveUploadSchema } from '#lib/transfers/upload-schema.ts';
import {
  countNames,
  type Draft,
  descriptionProblem,
  draftNameProblem,
  draftsOf,
  fileProblem,
  fileReservation,
  folderReservation,
  isReady,
} from './drafts.ts';

const file = (name: string, type = '') => ({
  kind: 'file' as const,
  file: new File(['a,b\n'], name, { type }),
});
const folder = (name: string, ...paths: string[]) => ({
  kind: 'folder' as const,
  name,
  files: paths.map((path) => ({ path, file: new File(['a\n'], path) })),
});

function draft(changes: Partial<Draft> = {}): Draft {
  const [made] = draftsOf([file('rain.csv', 'text/csv')], undefined, []);
  if (!made) throw new Error('no draft');
  return { ...made, ...changes };
}

it('proposes a name for each file, no two alike', () => {
  const first = draftsOf([file('rain.csv'), file('rain.json')], undefined, []);
  const more = draftsOf([file('rain.txt')], undefined, first);
  expect([...first, ...more].map(({ name }) => name)).toEqual(['rain', 'rain (2)', 'rain (3)']);
});

it("keeps the dataset's type for a new version", () => {
  const dataset = { id: 'a'.repeat(32), name: 'rain', dataTypeId: 'GenericTSV' as const, fileCount: 1 };
  expect(draftsOf([file('rain.csv')], dataset, [])).toMatchObject([
    { dataTypeId: 'GenericTSV', typeChosen: true },
  ]);
});

it('finds a bad name and a twin', () => {
  const [a, b] = [draft({ id: 1, name: 'x' }), draft({ id: 2, name: 'x' })];
  expect(draftNameProblem(a, countNames([a, b]))).toContain('Another file');
  expect(draftNameProblem(a, countNames([a]))).toBeUndefined();
  expect(draftNameProblem({ ...a, name: 'a/b' }, countNames([a]))).toContain('forbidden');
  const spellings = [draft({ name: 'Z\u00fcrich' }), draft({ name: 'Zu\u0308rich' })];
  for (const one of spellings) expect(draftNameProblem(one, countNames(spellings))).toContain('Another file');
});

it('looks at the name of each of many files a few times alone, and tells what holding each against all would', () => {
  const files = Array.from({ length: 400 }, (_, index) =>
    file(index % 4 === 0 ? 'data.csv' : `${index}.csv`),
  );
  const normalize = vi.spyOn(String.prototype, 'normalize');
  const drafts = draftsOf(files, undefined, []);
  const names = countNames(drafts);
  expect(drafts.filter((one) => isReady(one, names, undefined))).toHaveLength(400);
  for (const one of drafts) draftNameProblem(one, names);
  expect(normalize.mock.calls.length).toBeLessThan(400 * 20);
  normalize.mockRestore();

  const slowly: string[] = [];
  for (const { file: of } of files) {
    const proposed = proposeName(of.name);
    slowly.push(slowly.includes(proposed) ? otherName(proposed, slowly) : proposed);
  }
  expect(drafts.map(({ name }) => name)).toEqual(slowly);

  const typed = drafts.map((one, index) =>
    index % 3 === 0 ? { ...one, name: drafts[index % 7]?.name ?? '' } : one,
  );
  const twins = typed.filter((one) => typed.some((other) => other !== one && other.name === one.name));
  const counts = countNames(typed);
  expect(typed.filter((one) => draftNameProblem(one, counts))).toEqual(twins);
  expect(twins.length).toBeGreaterThan(100);
});

it('refuses a file whose own name could not come back', () => {
  expect(fileProblem(draft())).toBeUndefined();
  expect(fileProblem(draft({ picked: file('a\u202eb.csv') }))).toContain('invisible');
});

it('is ready unless its name, its file or its description is refused', () => {
  const [good, taken] = [draft(), draft({ taken: { name: 'rain', datasetId: undefined } })];
  const long = draft({ description: 'x'.repeat(100_001) });
  const version = { id: 'b'.repeat(32), name: 'rain', dataTypeId: 'JSON' as const, fileCount: 1 };
  const isReadyAlone = (one: Draft, dataset?: typeof version) => isReady(one, countNames([one]), dataset);
  expect(isReadyAlone(good)).toBe(true);
  expect(isReadyAlone({ ...good, name: '' })).toBe(false);
  expect(isReadyAlone({ ...good, name: '' }, version)).toBe(true);
  for (const name of ['rain', 'snow'])
    expect(isReady(good, countNames([good, draft({ name })]), version)).toBe(false);
  expect(isReadyAlone(taken)).toBe(false);
  expect(isReadyAlone({ ...good, reserving: true })).toBe(false);
  expect(isReadyAlone(long)).toBe(false);
  expect(descriptionProblem(long)).toBe('The description has 1 character too many; 100,000 are allowed.');
});

it('makes reservations that the portal takes', () => {
  const bodies = [
    fileReservation(draft({ description: '  ' }), file('rain.csv', 'text/csv').file, undefined),
    fileReservation(draft({ description: '# Rain' }), file('rain.csv', 'text/csv').file, 'b'.repeat(32)),
    fileReservation(draft(), file('x', 'text/csv; charset=utf-8').file, undefined),
  ];
  for (const body of bodies) expect(reserveUploadSchema.parse(body)).toEqual(body);
  expect(
    bodies.map(({ name, datasetId, description, contentType }) => [
      name,
      datasetId,
      description,
      contentType,
    ]),
  ).toEqual([
    ['rain', undefined, undefined, 'text/csv'],
    [undefined, 'b'.repeat(32), '# Rain', 'text/csv'],
    ['rain', undefined, undefined, undefined],
  ]);
});

it("makes one dataset of a folder, under the folder's whole name", () => {
  const [made] = draftsOf([folder('gauges.2024', 'a.csv', 'north/b.csv')], undefined, []);
  if (made?.picked.kind !== 'folder') throw new Error('no draft');
  expect(made).toMatchObject({ name: 'gauges.2024', dataTypeId: 'Zip' });
  const body = folderReservation(made, made.picked, undefined);
  expect(reserveFolderSchema.parse(body)).toEqual(body);
  expect(body).toMatchObject({ fileCount: 2, size: 4 });
});

it('refuses a folder that is empty or holds a name that could not come back', () => {
  expect(fileProblem(draft({ picked: folder('f') }))).toContain('no files');
  expect(fileProblem(draft({ picked: folder('f', 'ok/a\u202eb.csv') }))).toContain('ok/a\u202eb.csv: ');
});

it('refuses what the portal would refuse in the middle of a folder', () => {
  const deep = Array.from({ length: 12 }, () => 'x'.repeat(100)).join('/');
  expect(fileProblem(draft({ picked: folder('f', 'a.csv', deep) }))).toContain('shorten it to 1024');
  const twins = ['Zürich/a.csv'.normalize('NFC'), 'Zürich/a.csv'.normalize('NFD')];
  expect(fileProblem(draft({ picked: folder('f', ...twins) }))).toContain('two Unicode spellings');
  expect(fileProblem(draft({ picked: folder('f', 'a.csv', 'A.csv') }))).toBeUndefined();
});
