import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestPortal, freePort, type Member, type TestPortal } from '#server/testing/index.ts';
import { createInvitation, resendInvitation } from './index.ts';

let portal: TestPortal;
let owner: Member;
let server: SMTPServer;
let port: number;
/** Mails that arrived: the envelope's recipients, and the text with its headers. */
const mails: { to: string[]; text: string }[] = [];

beforeAll(async () => {
  portal = await createTestPortal();
  port = await freePort();
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) =>
      done(address.startsWith('unknown') ? new Error('no such mailbox') : null),
    onData(stream, { envelope }, done) {
      let text = '';
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      stream.on('end', () => {
        mails.push({ to: envelope.rcptTo.map(({ address }) => address), text });
        done();
      });
    },
  });
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
});
afterAll(async () => {
  await new Promise<void>((closed) => server.close(closed));
  await portal.close();
});
beforeEach(async () => {
  mails.length = 0;
  owner = await portal.createMember('Owner', await portal.createWorkspace('Hydrology'));
});

/** As a portal whose mail goes to `to`. */
function mailing(member: Member, to = port): Member['ctx'] {
  const mail = { smtpUrl: `smtp://127.0.0.1:${to}`, from: 'Sluice <sluice@example.org>' };
  return { ...member.ctx, config: { ...portal.config, mail } };
}

/** Quoted-printable undone: lines come folded. */
function plain(text: string): string {
  return text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}

describe('an invitation by mail', () => {
  it('brings the link to the address, and says so', async () => {
    const sent = await createInvitation(mailing(owner), { email: 'ana@example.org', role: 'User' });
    expect(sent.mail).toBe('sent');
    expect(mails).toMatchObject([{ to: ['ana@example.org'] }]);
    const text = plain(mails[0]?.text ?? '');
    expect(text).toContain(sent.url);
    expect(text).toMatch(/^From: Sluice <sluice@example.org>/m);
    expect(text).toContain('Hydrology');
  });

  it('brings the new link when it is sent again', async () => {
    const { id } = await createInvitation(mailing(owner), { email: 'ana@example.org', role: 'User' });
    const again = await resendInvitation(mailing(owner), { invitationId: id });
    expect(again.mail).toBe('sent');
    expect(mails).toHaveLength(2);
    expect(plain(mails[1]?.text ?? '')).toContain(again.url);
  });

  it('is told to have failed where the mail server is down or refuses; the invitation stands', async () => {
    const down = await createInvitation(mailing(owner, await freePort()), {
      email: 'down@example.org',
      role: 'User',
    });
    expect(down.mail).toBe('failed');
    const refused = await createInvitation(mailing(owner), { email: 'unknown@example.org', role: 'User' });
    expect(refused.mail).toBe('failed');
    expect(refused.url).toMatch(/#[\w-]{43}$/);
    expect(portal.logged()).not.toContain(new URL(refused.url).hash.slice(1));
    expect(portal.logged()).not.toContain('unknown@example.org');
  });

  it('is off where no mail server is set', async () => {
    const sent = await createInvitation(owner.ctx, { email: 'ana@example.org', role: 'User' });
    expect(sent.mail).toBe('off');
    expect(mails).toEqual([]);
  });

  it('carries no header and no recipient that a name or an address smuggles in', async () => {
    const workspaceId = await portal.createWorkspace('Data\r\nBcc: evil@example.org');
    const sly = await portal.createMember('Owner', workspaceId);
    const actor = { ...sly.ctx.actor, displayName: 'Ann\r\nBcc: evil@example.org\r\n\r\nbody' };
    const ctx = { ...mailing(sly), actor };
    await createInvitation(ctx, { email: 'ana@example.org', role: 'User' });
    // Past the schema, which refuses such an address.
    const email = 'ben@example.org\r\nBcc: evil@example.org';
    await createInvitation(ctx, { email, role: 'User' }).catch(() => undefined);
    await createInvitation(ctx, { email: 'a@example.org, evil@example.org', role: 'User' });
    expect(mails.flatMap(({ to }) => to)).not.toContain('evil@example.org');
    for (const { text } of mails) expect(text.split('\r\n\r\n')[0]).not.toMatch(/^Bcc:/im);
    expect(mails.length).toBeGreaterThan(0);
  });
});
