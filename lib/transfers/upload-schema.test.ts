import { describe, expect, it } from 'vitest';
import { confirmUploadSchema, reserveUploadSchema } from './upload-schema.ts';

const id = 'a'.repeat(32);
const reserve = { name: 'rain', dataTypeId: 'GenericCSV', fileName: 'rain.csv', size: 12 };

describe('reserveUploadSchema', () => {
  it('takes a name, or a dataset for a new version', () => {
    const { name: _, ...rest } = reserve;
    expect(reserveUploadSchema.safeParse(reserve).success).toBe(true);
    expect(reserveUploadSchema.safeParse({ ...rest, datasetId: id }).success).toBe(true);
  });

  it('refuses both, neither, an unknown type, a bad size, and fields it does not know', () => {
    const bad = [
      { ...reserve, datasetId: id },
      { ...reserve, name: undefined },
      { ...reserve, dataTypeId: 'Excel' },
      { ...reserve, size: -1 },
      { ...reserve, size: 1.5 },
      { ...reserve, contentType: 'text/csv\r\nx-evil: 1' },
      { ...reserve, owner: 'me' },
    ];
    for (const body of bad)
      expect(reserveUploadSchema.safeParse(body).success, JSON.stringify(body)).toBe(false);
  });

  it('names the rule that a name breaks', () => {
    const { error } = reserveUploadSchema.safeParse({ ...reserve, name: 'a/b' });
    expect(error?.issues[0]).toMatchObject({ path: ['name'], params: { code: 'name_invalid' } });
    expect(error?.issues[0]?.message).toContain('forbidden characters');
  });
});

it('says what a content type and an MD5 look like', () => {
  const type = reserveUploadSchema.safeParse({ ...reserve, contentType: 'text/csv; charset=utf-8' });
  expect(type.error?.issues[0]?.message).toContain('such as text/csv');
  const md5 = confirmUploadSchema.safeParse({ etag: '"0x1"', md5: 'F'.repeat(32) });
  expect(md5.error?.issues[0]?.message).toContain('in lower case');
});

describe('confirmUploadSchema', () => {
  it('takes an ETag alone, or with one way on', () => {
    expect(confirmUploadSchema.safeParse({ etag: '"0x1"' }).success).toBe(true);
    expect(confirmUploadSchema.safeParse({ etag: '"0x1"', md5: 'f'.repeat(32), name: 'b' }).success).toBe(
      true,
    );
    expect(confirmUploadSchema.safeParse({ etag: '"0x1"', name: 'b', datasetId: id }).success).toBe(false);
    expect(confirmUploadSchema.safeParse({ etag: '"0x1"', md5: 'F'.repeat(32) }).success).toBe(false);
  });
});
