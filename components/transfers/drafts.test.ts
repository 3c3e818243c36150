import { expect, it } from 'vitest';
import { reserveUploadSchema } from '#lib/transfers/upload-schema.ts';
import {
  type Draft,
  descriptionProblem,
  draftNameProblem,
  draftsOf,
  fileProblem,
  isReady,
  reservationOf,
} from './drafts.ts';

const file = (name: string, type = '') => new File(['a,b\n'], name, { type });

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
  const dataset = { id: 'a'.repeat(32), name: 'rain', dataTypeId: 'GenericTSV' as const };
  expect(draftsOf([file('rain.csv')], dataset, [])).toMatchObject([
    { dataTypeId: 'GenericTSV', typeChosen: true },
  ]);
});

it('finds a bad name and a twin', () => {
  const [a, b] = [draft({ id: 1, name: 'x' }), draft({ id: 2, name: 'x' })];
  expect(draftNameProblem(a, [a, b])).toContain('Another file');
  expect(draftNameProblem(a, [a])).toBeUndefined();
  expect(draftNameProblem({ ...a, name: 'a/b' }, [a])).toContain('forbidden');
});

it('refuses a file whose own name could not come back', () => {
  expect(fileProblem(draft())).toBeUndefined();
  expect(fileProblem(draft({ file: file('a\u202eb.csv') }))).toContain('invisible');
});

it('is ready unless its name, its file or its description is refused', () => {
  const [good, taken] = [draft(), draft({ taken: { name: 'rain', datasetId: undefined } })];
  const long = draft({ description: 'x'.repeat(100_001) });
  const version = { id: 'b'.repeat(32), name: 'rain', dataTypeId: 'JSON' as const };
  expect(isReady(good, [good], undefined)).toBe(true);
  expect(isReady({ ...good, name: '' }, [good], undefined)).toBe(false);
  expect(isReady({ ...good, name: '' }, [good], version)).toBe(true);
  expect(isReady(taken, [taken], undefined)).toBe(false);
  expect(isReady({ ...good, reserving: true }, [good], undefined)).toBe(false);
  expect(isReady(long, [long], undefined)).toBe(false);
  expect(descriptionProblem(long)).toBe('The description has 1 character too many; 100,000 are allowed.');
});

it('makes reservations that the portal takes', () => {
  const bodies = [
    reservationOf(draft({ description: '  ' }), undefined),
    reservationOf(draft({ description: '# Rain' }), 'b'.repeat(32)),
    reservationOf(draft({ file: file('x', 'text/csv; charset=utf-8') }), undefined),
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
