import { expect, test } from 'vitest';
import { schemaRows, typeInWords } from './schema-rows.ts';

const schemas = {
  Id: { type: 'string', description: 'An id.' },
  File: { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] },
};

test('nested objects and arrays are flattened into paths, references followed', () => {
  const rows = schemaRows(
    {
      type: 'object',
      required: ['id'],
      properties: {
        id: { $ref: '#/components/schemas/Id' },
        files: { type: 'array', items: { $ref: '#/components/schemas/File' } },
      },
    },
    schemas,
  );
  expect(rows).toEqual([
    { path: 'id', type: 'string', required: true, description: 'An id.' },
    { path: 'files', type: 'array of object', required: false, description: '' },
    { path: 'files[].path', type: 'string', required: true, description: '' },
  ]);
});

test.each([
  [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 'string, or null'],
  [{ type: ['string', 'null'], format: 'date-time' }, 'string, date-time, or null'],
  [{ enum: ['asc', 'desc'], type: 'string' }, 'one of asc, desc'],
  [{ type: 'integer', minimum: 1, maximum: 200 }, 'integer, 1 to 200'],
  [{ type: 'integer', minimum: -9007199254740991, maximum: 9007199254740991 }, 'integer'],
  [{ type: 'string', maxLength: 255 }, 'string, at most 255 characters'],
  [{}, 'any'],
])('%j reads %s', (schema, words) => {
  expect(typeInWords(schema, schemas)).toBe(words);
});
