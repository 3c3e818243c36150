import { and, eq, isNull } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { schema } from '#server/platform/db/index.ts';
import {
  createTestPortal,
  inHours,
  type Member,
  requestData,
  shareDataset,
  type TestPortal,
  uploadDataset,
} from '#server/testing/index.ts';
import { removeMember } from '#server/users/index.ts';
import { createShare, revokeShare, updateShare, updateSharePolicy } from './index.ts';

// Where many passwords wait for their hash, what was asked for before a removal comes to be written after it.
const { shares } = schema;
const password = 'correct horse battery';
let portal: TestPortal;
let owner: Member;
beforeAll(async () => {
  portal = await createTestPortal();
  owner = await portal.createMember('Owner');
});
afterAll(() => portal.close());

const times = <T>(count: number, work: () => Promise<T>) => Array.from({ length: count }, work);
const refusals = (settled: PromiseSettledResult<unknown>[]) =>
  settled.flatMap((one) => (one.status === 'rejected' ? [one.reason.code as string] : []));

it('of links that a member was making when they were removed with their links, none stays open', async () => {
  const leaver = await portal.createMember('User', owner.workspaceId);
  const { id: datasetId } = await uploadDataset(owner, 'a\n1\n', { name: 'Left behind' });
  const input = { datasetId, n: null, expiresAt: inHours(24), password };
  const making = [
    ...times(8, () => createShare(leaver.ctx, input)),
    ...times(2, () => requestData(leaver, { password })),
  ];
  const settled = Promise.allSettled(making);
  // The first of them waits for its hash.
  await Promise.race(making);
  await removeMember(owner.ctx, { userId: leaver.userId, shares: 'revoke' });
  const codes = refusals(await settled);
  expect(codes.length).toBeGreaterThan(0);
  expect(new Set(codes)).toEqual(new Set(['not_found']));
  const open = await portal.parts.db
    .select()
    .from(shares)
    .where(and(eq(shares.makerId, leaver.userId), isNull(shares.revokedAt)));
  expect(open).toEqual([]);
});

it('a link that is revoked while its new password is hashed stays as it was', async () => {
  const { id: shareId } = await shareDataset(owner);
  const changing = Promise.allSettled(times(6, () => updateShare(owner.ctx, { shareId, password })));
  await revokeShare(owner.ctx, { shareId });
  const codes = refusals(await changing);
  expect(codes.length).toBeGreaterThan(0);
  expect(new Set(codes)).toEqual(new Set(['conflict']));
});

it('a link that was asked for before links were switched off is not made after it', async () => {
  const { id: datasetId } = await uploadDataset(owner, 'a\n1\n', { name: 'Switched off' });
  const input = { datasetId, n: null, expiresAt: inHours(24), password };
  const making = times(8, () => createShare(owner.ctx, input));
  const settled = Promise.allSettled(making);
  await Promise.race(making);
  const policy = { maxLifetimeDays: null, passwordRequired: false };
  await updateSharePolicy(owner.ctx, { ...policy, off: true });
  const codes = refusals(await settled);
  await updateSharePolicy(owner.ctx, { ...policy, off: false });
  expect(codes.length).toBeGreaterThan(0);
  expect(new Set(codes)).toEqual(new Set(['conflict']));
});
