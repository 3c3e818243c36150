import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createMd5, md5Of } from './md5.ts';

function nodes(content: Uint8Array): string {
  return createHash('md5').update(content).digest('hex');
}

// Around the ends of chunks (64 bytes), of the padding (56), and of the program's room for data (64 KiB).
const lengths = [0, 1, 55, 56, 57, 63, 64, 65, 119, 120, 128, 65_535, 65_536, 65_537, 200_000];

test.each(lengths)('the MD5 of %i bytes is what Node says', async (length) => {
  const content = randomBytes(length);
  const md5 = await createMd5();
  md5.update(content);
  expect(md5.digest()).toBe(nodes(content));
  expect(Buffer.from(await md5Of(content)).toString('hex')).toBe(nodes(content));
});

test('goes on from a state kept anywhere', async () => {
  const content = randomBytes(1000);
  const whole = nodes(content);
  for (const at of [0, 1, 63, 64, 65, 640, 999]) {
    const first = await createMd5();
    first.update(content.subarray(0, at));
    const second = await createMd5();
    second.update(randomBytes(7));
    second.load(first.save());
    second.update(content.subarray(at));
    expect(second.digest()).toBe(whole);
  }
});

test('refuses what is no state', async () => {
  const md5 = await createMd5();
  md5.update(randomBytes(70));
  const state = md5.save();
  for (const other of [new Uint8Array(3), state.subarray(1), new Uint8Array([...state, 0])])
    expect(md5.load(other)).toBe(false);
});

test('one that has told its end keeps its state, whoever goes on in its place', async () => {
  const content = randomBytes(1000);
  const first = await createMd5();
  first.update(content);
  const whole = first.digest();
  const next = await createMd5();
  next.update(randomBytes(500));
  for (const more of [() => first.update(content), () => first.load(first.save()), () => first.digest()])
    expect(more).toThrow('has been told');
  const again = await createMd5();
  expect(again.load(first.save())).toBe(true);
  expect(again.digest()).toBe(whole);
});

test('several at once do not disturb one another', async () => {
  const contents = Array.from({ length: 20 }, (_, n) => randomBytes(n * 31));
  const all = await Promise.all(contents.map((content) => md5Of(content)));
  expect(all.map((md5) => Buffer.from(md5).toString('hex'))).toEqual(contents.map(nodes));
});
