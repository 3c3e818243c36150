import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callApi, createTestPortal, type Member, type TestPortal } from '#server/testing/index.ts';

let portal: TestPortal;
let owner: Member;

beforeAll(async () => {
  portal = await createTestPortal();
  owner = await portal.createMember('Owner');
});
afterAll(() => portal.close());

/** Asks until it is slowed, at most `limit` times; answers how many went through, and the refusal. */
async function untilSlowed(limit: number, ask: (n: number) => Promise<Response>) {
  for (let n = 0; n < limit; n += 1) {
    const response = await ask(n);
    if (response.status === 429) return { through: n, response };
  }
  throw new Error(`${limit} requests went through`);
}

async function expectSlowed({ response }: { response: Response }): Promise<void> {
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await response.json()).toMatchObject({ code: 'too_many_requests' });
}

const from = (address: string) => ({ 'x-forwarded-for': address });

describe('tries are slowed', () => {
  it.each([
    ['signing in by a link', '/api/v1/session', { code: 'guess' }],
    ['accepting an invitation', '/api/v1/invitations/accept', { code: 'guess' }],
    ['reading an invitation', '/api/v1/invitations/read', { code: 'guess' }],
    ['a link of an operator', '/api/v1/operator/sign-in-link', {}],
    ['asking for a nonce', '/api/v1/sign-in/nonce', undefined],
    ['signing in with a provider', '/api/v1/sign-in/provider', { idToken: 'guess' }],
  ])('%s: from one address, not from another', async (what, path, body) => {
    const ask = (address: string) => callApi(path, { method: 'POST', body, headers: from(address) });
    const slowed = await untilSlowed(200, () => ask(`attacker ${what}`));
    expect(slowed.through).toBeGreaterThanOrEqual(10);
    await expectSlowed(slowed);
    expect((await ask(`colleague ${what}`)).status).not.toBe(429);
  });

  it('the tries of one address count together, whatever is tried', async () => {
    const paths = ['/api/v1/session', '/api/v1/invitations/read', '/api/v1/invitations/accept'];
    const slowed = await untilSlowed(100, (n) =>
      callApi(paths[n % paths.length] ?? '', {
        method: 'POST',
        body: { code: 'guess' },
        headers: from('10.9.9.9'),
      }),
    );
    expect(slowed.through).toBeLessThanOrEqual(30);
  });

  it.each([
    ['the ports of one connection after the other', (n: number) => `198.51.100.7:${50_000 + n}`],
    ['the addresses behind one IPv6 prefix', (n: number) => `[2001:db8:1:2::${n}]:443`],
  ])('%s count together', async (_, address) => {
    const slowed = await untilSlowed(100, (n) =>
      callApi('/api/v1/session', { method: 'POST', body: { code: 'guess' }, headers: from(address(n)) }),
    );
    expect(slowed.through).toBeLessThanOrEqual(30);
  });

  it('invitations of one workspace, not those of another by somebody else', async () => {
    const invite = (member: Member, email: string) =>
      callApi(`/api/v1/workspaces/${member.workspaceId}/invitations`, {
        method: 'POST',
        cookie: member.cookie,
        body: { email, role: 'User' },
      });
    const slowed = await untilSlowed(100, (n) => invite(owner, `n${n}@example.org`));
    expect(slowed.through).toBe(60);
    await expectSlowed(slowed);
    const other = await portal.createMember('Owner');
    expect((await invite(other, 'first@example.org')).status).toBe(201);
  });

  it('invitations by one person, to however many workspaces', async () => {
    const member = await portal.createMember('Owner');
    const make = async (n: number) => {
      const options = { method: 'POST', cookie: member.cookie, body: { name: `Of many ${n}` } };
      return ((await (await callApi('/api/v1/workspaces', options)).json()) as { id: string }).id;
    };
    const ids = [member.workspaceId, await make(1), await make(2)];
    const slowed = await untilSlowed(100, (n) =>
      callApi(`/api/v1/workspaces/${ids[n % ids.length]}/invitations`, {
        method: 'POST',
        cookie: member.cookie,
        body: { email: `n${n}@example.org`, role: 'User' },
      }),
    );
    expect(slowed.through).toBe(60);
    await expectSlowed(slowed);
  });

  it('sending an invitation again counts as an invitation: each may be a mail', async () => {
    const member = await portal.createMember('Owner');
    const path = `/api/v1/workspaces/${member.workspaceId}/invitations`;
    const body = { email: 'again@example.org', role: 'User' };
    const sent = await callApi(path, { method: 'POST', cookie: member.cookie, body });
    const { id } = (await sent.json()) as { id: string };
    const slowed = await untilSlowed(100, () =>
      callApi(`${path}/${id}/resend`, { method: 'POST', cookie: member.cookie }),
    );
    expect(slowed.through).toBe(59);
  });

  it('wrong tokens from one address; the right one from elsewhere goes on', async () => {
    const path = `/api/v1/workspaces/${owner.workspaceId}/datasets`;
    const ask = (token: string, address: string) =>
      callApi(path, { headers: { authorization: `Bearer ${token}`, ...from(address) } });
    const slowed = await untilSlowed(400, () => ask('sluice_guess', '10.8.8.8'));
    expect(slowed.through).toBe(300);
    await expectSlowed(slowed);
    expect((await ask(await portal.tokenOf(owner.workspaceId), '10.8.8.9')).status).toBe(200);
  });
});
