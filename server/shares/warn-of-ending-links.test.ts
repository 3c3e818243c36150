import { once } from 'node:events';
import { eq } from 'drizzle-orm';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { deleteDataset } from '#server/datasets/index.ts';
import { schema } from '#server/platform/db/index.ts';
import {
  createTestPortal,
  freePort,
  inHours,
  type Member,
  requestData,
  shareDataset,
  submit,
  type TestPortal,
} from '#server/testing/index.ts';
import { revokeShare, updateShare, warnOfEndingLinks } from './index.ts';

const hour = 3_600_000;
let portal: TestPortal;
let server: SMTPServer;
/** Addresses whose mail the server takes at the second try. */
const putOff = new Set<string>();
/** Mails that arrived: to whom, and the text with its headers, quoted-printable undone. */
const mails: { to: string | undefined; text: string }[] = [];

beforeAll(async () => {
  portal = await createTestPortal();
  const port = await freePort();
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, done) {
      if (putOff.delete(address)) return done(Object.assign(new Error('later'), { responseCode: 450 }));
      const isRefused = address === 'nobody@example.org';
      done(isRefused ? Object.assign(new Error('no such mailbox'), { responseCode: 550 }) : null);
    },
    onData(stream, { envelope }, done) {
      let text = '';
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      stream.on('end', () => {
        if (envelope.rcptTo[0]?.address === 'strict@example.org')
          return done(Object.assign(new Error('looks like spam'), { responseCode: 554 }));
        mails.push({
          to: envelope.rcptTo[0]?.address,
          text: text.replace(/=\r\n/g, '').replaceAll('=3D', '='),
        });
        done();
      });
    },
  });
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  portal.config.mail = { smtpUrl: `smtp://127.0.0.1:${port}`, from: 'Sluice <sluice@example.org>' };
});
afterAll(async () => {
  await new Promise<void>((closed) => server.close(closed));
  await portal.close();
});

async function memberWithMail(email: string): Promise<Member> {
  const member = await portal.createMember('User');
  await portal.parts.db.update(schema.users).set({ email }).where(eq(schema.users.id, member.userId));
  return member;
}

it('makers are told once of links that end soon, without the code; and once more after an extension', async () => {
  const member = await memberWithMail('ana@example.org');
  const soon = await shareDataset(member, { expiresAt: inHours(24 * 10) });
  await shareDataset(member, { expiresAt: inHours(24 * 60) });
  const gone = await shareDataset(member, { expiresAt: inHours(24 * 10) });
  await revokeShare(member.ctx, { shareId: gone.id });
  expect(await warnOfEndingLinks(portal.parts)).toBe(0);
  portal.advance(24 * 9 * hour);
  const several = await Promise.all([warnOfEndingLinks(portal.parts), warnOfEndingLinks(portal.parts)]);
  expect(several.sort()).toEqual([0, 1]);
  expect(mails).toMatchObject([{ to: 'ana@example.org' }]);
  expect(mails[0]?.text).toContain(`/w/${member.workspaceId}/shares`);
  expect(mails[0]?.text).not.toContain(soon.code);
  await updateShare(member.ctx, { shareId: soon.id, expiresAt: inHours(24 * 20) });
  expect(await warnOfEndingLinks(portal.parts)).toBe(0);
  portal.advance(24 * 10 * hour);
  expect(await warnOfEndingLinks(portal.parts)).toBe(1);
  portal.advance(-24 * 19 * hour);
});

it('of links that live a day nobody is told a day before; who left is told nothing', async () => {
  mails.length = 0;
  const [ben, eve] = [await memberWithMail('ben@example.org'), await memberWithMail('eve@example.org')];
  await requestData(ben, { title: 'For a day', expiresAt: inHours(24) });
  await shareDataset(eve, { expiresAt: inHours(24) });
  expect(await warnOfEndingLinks(portal.parts)).toBe(0);
  await portal.parts.db.delete(schema.memberships).where(eq(schema.memberships.userId, eve.userId));
  portal.advance(19 * hour);
  expect(await warnOfEndingLinks(portal.parts)).toBe(1);
  portal.advance(-19 * hour);
  expect(mails).toMatchObject([{ to: 'ben@example.org', text: expect.stringContaining('tab=requests') }]);
});

it('of links that nobody gets in by anyway, nobody is told', async () => {
  mails.length = 0;
  const maker = async () => memberWithMail('cleo@example.org');
  const { db } = portal.parts;
  const [ofDeleted, ofOff, ofGone, usedUp, full] = await Promise.all([
    maker(),
    maker(),
    maker(),
    maker(),
    maker(),
  ]);
  const { datasetId } = await shareDataset(ofDeleted, { expiresAt: inHours(24) });
  await deleteDataset(ofDeleted.ctx, { datasetId });
  const inWorkspace = ({ workspaceId }: Member) => eq(schema.workspaces.id, workspaceId);
  await shareDataset(ofOff, { expiresAt: inHours(24) });
  await db.update(schema.workspaces).set({ sharesOff: true }).where(inWorkspace(ofOff));
  await requestData(ofGone, { expiresAt: inHours(24) });
  await db.update(schema.workspaces).set({ deletedAt: portal.parts.now() }).where(inWorkspace(ofGone));
  const { id } = await shareDataset(usedUp, { expiresAt: inHours(24), downloadLimit: 1 });
  await db.update(schema.shares).set({ downloads: 1 }).where(eq(schema.shares.id, id));
  const { code } = await requestData(full, { expiresAt: inHours(24), maxFiles: 1 });
  await submit(full, 'a\n1\n', code);
  portal.advance(19 * hour);
  expect(await warnOfEndingLinks(portal.parts)).toBe(0);
  portal.advance(-19 * hour);
  expect(mails).toEqual([]);
});

it('a mail that fails is sent in a later round; the round ends by it, so that nothing else waits', async () => {
  mails.length = 0;
  const [dan, fay] = [await memberWithMail('dan@example.org'), await memberWithMail('fay@example.org')];
  await shareDataset(dan, { expiresAt: inHours(24) });
  await shareDataset(fay, { expiresAt: inHours(24) });
  portal.advance(19 * hour);
  const { mail } = portal.config;
  const nowhere = { smtpUrl: `smtp://127.0.0.1:${await freePort()}`, from: 'Sluice <sluice@example.org>' };
  const failed = () => portal.logged().split('a mail was not sent').length - 1;
  const before = failed();
  portal.config.mail = nowhere;
  expect(await warnOfEndingLinks(portal.parts)).toBe(0);
  expect(failed() - before).toBe(1);
  portal.config.mail = mail;
  expect(await warnOfEndingLinks(portal.parts)).toBe(2);
  portal.advance(-19 * hour);
  expect(mails.map(({ to }) => to).sort()).toEqual(['dan@example.org', 'fay@example.org']);
});

it('a mail that is refused, for its address or its text, keeps no other from being sent', async () => {
  mails.length = 0;
  const makers = await Promise.all(
    ['nobody', 'strict', 'not <an> address ', 'gil', 'nobody', 'strict', 'not <an> address '].map((name) =>
      memberWithMail(`${name}@example.org`),
    ),
  );
  for (const maker of makers) await shareDataset(maker, { expiresAt: inHours(24) });
  portal.advance(19 * hour);
  expect(await warnOfEndingLinks(portal.parts)).toBe(1);
  expect(await warnOfEndingLinks(portal.parts)).toBe(0);
  portal.advance(-19 * hour);
  expect(mails.map(({ to }) => to)).toEqual(['gil@example.org']);
});

it('a mail that the server puts off is sent in a later round, and holds up no other', async () => {
  mails.length = 0;
  putOff.add('hal@example.org').add('ida@example.org');
  for (const name of ['hal', 'joe', 'ida'])
    await shareDataset(await memberWithMail(`${name}@example.org`), { expiresAt: inHours(24) });
  portal.advance(19 * hour);
  expect(await warnOfEndingLinks(portal.parts)).toBe(1);
  expect(await warnOfEndingLinks(portal.parts)).toBe(2);
  portal.advance(-19 * hour);
  expect(mails.map(({ to }) => to).sort()).toEqual(['hal@example.org', 'ida@example.org', 'joe@example.org']);
});
