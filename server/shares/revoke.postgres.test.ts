import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SluiceError } from '#lib/errors.ts';
import { type OpenDatabase, openDatabase } from '#server/platform/db/index.ts';
import {
  createTestPortal,
  type Member,
  shareDataset,
  type TestPortal,
  visitorOf,
} from '#server/testing/index.ts';
import { downloadShare, revokeShare } from './index.ts';

let portal: TestPortal;
let owner: Member;
let other: OpenDatabase;
beforeAll(async () => {
  portal = await createTestPortal();
  owner = await portal.createMember('Owner');
  other = await openDatabase({ kind: 'postgres', url: portal.databaseUrl ?? '' });
});
afterAll(async () => {
  await other.close();
  await portal.close();
});

/** The same database, reached by connections of its own, as another server would. */
const elsewhere = () => ({ ...visitorOf(owner), db: other.db });

async function download(ctx: ReturnType<typeof visitorOf>, code: string): Promise<string> {
  const answer = await downloadShare(ctx, { code }).catch((error: SluiceError) => error.code);
  return typeof answer === 'string' ? answer : String(answer?.status);
}

it('no download begun after a link is revoked at one server gets a key at the other', async () => {
  const { id, code } = await shareDataset(owner);
  const early = await Promise.all(Array.from({ length: 5 }, () => download(elsewhere(), code)));
  await revokeShare(owner.ctx, { shareId: id });
  const late = await Promise.all(Array.from({ length: 50 }, () => download(elsewhere(), code)));
  expect(new Set(early)).toEqual(new Set(['302']));
  expect(new Set(late)).toEqual(new Set(['link_closed']));
});

it('of 100 downloads at once over both, of a link limited to 10, exactly 10 get a key', async () => {
  const { code } = await shareDataset(owner, { downloadLimit: 10 });
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, n) => download(n % 2 === 0 ? visitorOf(owner) : elsewhere(), code)),
  );
  expect(answers.filter((answer) => answer === '302')).toHaveLength(10);
  expect(answers.filter((answer) => answer === 'link_closed')).toHaveLength(90);
});
