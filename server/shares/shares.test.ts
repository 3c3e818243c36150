import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReadKey } from '#lib/datasets/dataset-schema.ts';
import type { SharePage } from '#lib/shares/share-schema.ts';
import { deleteDataset } from '#server/datasets/index.ts';
import { schema } from '#server/platform/db/index.ts';
import {
  bytesOf,
  callApi,
  createTestPortal,
  getAtLink,
  type Member,
  openAs,
  sha256,
  shareDataset,
  type TestPortal,
  uploadDataset,
  viewOf,
  visitorOf,
} from '#server/testing/index.ts';
import { deleteWorkspace } from '#server/workspaces/index.ts';
import { downloadShare, revokeShare } from './index.ts';

const { shareAccesses, shares } = schema;
const password = 'correct horse battery';
let portal: TestPortal;
let owner: Member;
beforeAll(async () => {
  portal = await createTestPortal();
  owner = await portal.createMember('Owner');
});
afterAll(() => portal.close());

const ask = (member: Member, method: string, rest = '', body?: unknown) =>
  callApi(`/api/v1/workspaces/${member.workspaceId}/shares${rest}`, { method, cookie: member.cookie, body });
const keyFor = (body: Record<string, unknown>) =>
  callApi('/api/v1/shares/read-key', { method: 'POST', body });

async function list(member: Member, search = ''): Promise<SharePage> {
  return (await (await ask(member, 'GET', search)).json()) as SharePage;
}

describe('a link to a dataset', () => {
  it('opens for anybody: name, README, facts, files, and a key to the very bytes', async () => {
    const content = 'station,mm\nA,1.5\n';
    const { code } = await shareDataset(owner, {}, content);
    const view = await viewOf(code);
    expect(view).toMatchObject({
      dataTypeId: 'GenericCSV',
      version: 1,
      size: content.length,
      files: [{ path: 'readings.csv', size: content.length }],
      fileCount: 1,
      preview: true,
      sharedBy: owner.ctx.actor.displayName,
      downloadsLeft: null,
      hasPassword: false,
    });
    const response = await keyFor({ code, ticket: view.ticket, purpose: 'download' });
    const key = (await response.json()) as ReadKey;
    const bytes = new Uint8Array(await (await fetch(key.url)).arrayBuffer());
    expect(sha256(bytes)).toBe(sha256(content));
  });

  it('redirects scripts to a fresh key, which no cache keeps and no search engine lists', async () => {
    const { code } = await shareDataset(owner, {}, 'x,y\n1,2\n');
    const response = await getAtLink(`${code}/download`);
    expect(response.status).toBe(302);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
    });
    const got = await fetch(response.headers.get('location') ?? '');
    expect(await got.text()).toBe('x,y\n1,2\n');
    expect(got.headers.get('content-disposition')).toBe('attachment; filename=readings.csv');
    expect((await getAtLink(`${code}/download?path=none.csv`)).status).toBe(404);
  });

  it('tells the facts by HEAD, which is no download and signs no key', async () => {
    const { code } = await shareDataset(owner, { downloadLimit: 1 }, 'x,y\n1,2\n');
    for (const turn of [1, 2, 3]) {
      const response = await getAtLink(`${code}/download`, undefined, { method: 'HEAD' });
      expect(response.status, `turn ${turn}`).toBe(200);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'accept-ranges': 'bytes',
        'content-disposition': 'attachment; filename=readings.csv',
        etag: expect.stringMatching(/^"?0x/),
        'x-robots-tag': 'noindex, nofollow',
      });
      expect(response.headers.get('location')).toBeNull();
    }
    const none = await getAtLink(`${code}/download?path=none.csv`, undefined, { method: 'HEAD' });
    expect(none.status).toBe(404);
    expect((await getAtLink(`${code}/download`)).status).toBe(302);
    const usedUp = await getAtLink(`${code}/download`, undefined, { method: 'HEAD' });
    expect(usedUp.status).toBe(401);
  });

  it('has previews off where downloads are limited, unless they are asked for', async () => {
    const previews = async (wanted: Record<string, unknown>) =>
      (await viewOf((await shareDataset(owner, wanted)).code)).preview;
    expect(await previews({})).toBe(true);
    expect(await previews({ downloadLimit: 2 })).toBe(false);
    expect(await previews({ downloadLimit: 2, preview: true })).toBe(true);
    expect(await previews({ preview: false })).toBe(false);
  });

  it('has previews off once it gets a limit, unless they are asked for', async () => {
    const { code, id } = await shareDataset(owner);
    const { ticket } = await viewOf(code);
    const look = async () => (await keyFor({ code, ticket, purpose: 'preview' })).status;
    const change = async (body: Record<string, unknown>) =>
      (await (await ask(owner, 'PATCH', `/${id}`, body)).json()) as { preview: boolean };
    expect(await change({ note: 'for Ana' })).toMatchObject({ preview: true });
    expect(await change({ downloadLimit: null })).toMatchObject({ preview: true });
    expect(await look()).toBe(201);
    expect(await change({ downloadLimit: 1 })).toMatchObject({ preview: false });
    expect(await look()).toBe(403);
    // Asked for they stay, also when the limit changes.
    expect(await change({ preview: true })).toMatchObject({ preview: true, downloadLimit: 1 });
    expect(await change({ downloadLimit: 2 })).toMatchObject({ preview: true });
    expect(await change({ downloadLimit: null, preview: false })).toMatchObject({ preview: false });
    expect(await change({ downloadLimit: 3, preview: true })).toMatchObject({ preview: true });
    expect(await look()).toBe(201);
  });

  it('leads to one version for ever, or always to the newest', async () => {
    const { id: datasetId } = await uploadDataset(owner, 'a\n1\n', { name: 'Versions' });
    const fixed = await shareDataset(owner, { datasetId, n: 1 });
    const newest = await shareDataset(owner, { datasetId });
    await uploadDataset(owner, 'a\n1\n2\n', { datasetId });
    expect((await viewOf(fixed.code)).version).toBe(1);
    expect((await viewOf(newest.code)).version).toBe(2);
    const get = async (code: string) =>
      (await fetch((await getAtLink(`${code}/download`)).headers.get('location') ?? '')).text();
    expect([await get(fixed.code), await get(newest.code)]).toEqual(['a\n1\n', 'a\n1\n2\n']);
  });

  it('opens with its password alone, which scripts send as Basic', async () => {
    const { id, code } = await shareDataset(owner, { password });
    expect((await openAs(code)).status).toBe(404);
    expect(portal.logged()).not.toContain(id);
    expect((await openAs(code, 'wrong password')).status).toBe(404);
    expect(portal.logged()).toMatch(
      new RegExp(`"credential":"link's password","address":"[^"]+","link":"${id}"`),
    );
    expect(portal.logged()).not.toContain('wrong password');
    expect((await openAs(code, password)).status).toBe(200);
    expect((await getAtLink(`${code}/download`)).headers.get('www-authenticate')).toMatch(/^Basic /);
    expect((await getAtLink(`${code}/download`, password)).status).toBe(302);
  });

  it('opens with its password as it is often copied, with a blank or a line end around it', async () => {
    const { code } = await shareDataset(owner, { password });
    expect((await openAs(code, ` ${password}\r\n`)).status).toBe(200);
    expect((await getAtLink(`${code}/download`, `${password} `)).status).toBe(302);
  });

  it('takes no password with a blank around it, which nobody could open it with', async () => {
    const { datasetId } = await shareDataset(owner);
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const answer = await ask(owner, 'POST', '', { datasetId, n: null, expiresAt, password: ` ${password}` });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('does not begin or end with a blank');
  });

  it('for members alone opens for who is signed in and a member, not for who is somewhere else', async () => {
    const { code } = await shareDataset(owner, { audience: 'members' });
    const stranger = await portal.createMember('Owner');
    const user = await portal.createMember('User', owner.workspaceId);
    expect((await openAs(code)).status).toBe(404);
    expect((await openAs(code, undefined, stranger)).status).toBe(404);
    expect((await openAs(code, undefined, user)).status).toBe(200);
    expect((await getAtLink(`${code}/download`, undefined, user)).status).toBe(302);
  });

  it('hands out no key to look at where previews are off', async () => {
    const { code } = await shareDataset(owner, { preview: false });
    const { ticket } = await viewOf(code);
    expect((await keyFor({ code, ticket, purpose: 'preview' })).status).toBe(403);
    expect((await keyFor({ code, ticket, purpose: 'download' })).status).toBe(201);
  });

  it('takes a ticket of its own, of the password it has now, and for half an hour', async () => {
    const [one, other] = [await shareDataset(owner, { password }), await shareDataset(owner)];
    const { ticket } = await viewOf(one.code, password);
    const status = async (code: string, given: string) =>
      (await keyFor({ code, ticket: given, purpose: 'download' })).status;
    expect(await status(one.code, ticket)).toBe(201);
    expect(await status(other.code, ticket)).toBe(404);
    expect(await status(one.code, `${ticket}x`)).toBe(404);
    await ask(owner, 'PATCH', `/${one.id}`, { password: 'another password' });
    expect(await status(one.code, ticket)).toBe(404);
    const fresh = (await viewOf(one.code, 'another password')).ticket;
    portal.advance(31 * 60_000);
    expect(await status(one.code, fresh)).toBe(404);
    portal.advance(-31 * 60_000);
    expect(await status(one.code, fresh)).toBe(201);
  });
});

it('a link whose dataset cannot be asked for just now is not told as one that does not open', async () => {
  const { code } = await shareDataset(owner);
  const away = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  const select = () => {
    const query = portal.parts.db.select();
    const from = (table: Parameters<typeof query.from>[0]) => {
      if (table === schema.datasets) throw away;
      return query.from(table);
    };
    return { from };
  };
  const failing = new Proxy(portal.parts.db, {
    get: (db, key) =>
      key === 'select'
        ? (...fields: []) => (fields.length > 0 ? db.select(...fields) : select())
        : Reflect.get(db, key, db),
  });
  await expect(downloadShare({ ...visitorOf(owner), db: failing }, { code })).rejects.toBe(away);
});

describe('threat 15: whatever does not open', () => {
  it('is answered alike, byte for byte, by every public operation, and tells no name, size or address', async () => {
    const leaving = await portal.createMember('Owner', await portal.createWorkspace('Leaving'));
    const closed = {
      expired: await shareDataset(owner, { note: 'expired' }),
      revoked: await shareDataset(owner),
      exhausted: await shareDataset(owner, { downloadLimit: 1 }),
      'without its password': await shareDataset(owner, { password }),
      'with a wrong one': await shareDataset(owner, { password }),
      'for members': await shareDataset(owner, { audience: 'members' }),
      'of a dataset that was deleted': await shareDataset(owner),
      'of a workspace that was deleted': await shareDataset(leaving),
      unknown: { code: `sl_${'A'.repeat(24)}`, id: '', datasetId: '' },
      'no code at all': { code: '%00', id: '', datasetId: '' },
    };
    const tickets = new Map<string, string>();
    for (const [what, { code, id }] of Object.entries(closed))
      if (id && what !== 'for members')
        tickets.set(
          what,
          (await viewOf(code, what.includes('wrong') || what.includes('its') ? password : undefined)).ticket,
        );
    await portal.parts.db
      .update(shares)
      .set({ expiresAt: portal.parts.now() })
      .where(eq(shares.id, closed.expired.id));
    await ask(owner, 'DELETE', `/${closed.revoked.id}`);
    expect((await getAtLink(`${closed.exhausted.code}/download`)).status).toBe(302);
    await deleteDataset(owner.ctx, { datasetId: closed['of a dataset that was deleted'].datasetId });
    await deleteWorkspace(leaving.ctx, { name: 'Leaving' });

    const given = (what: string) => (what === 'with a wrong one' ? 'not this one' : undefined);
    const ways = {
      open: (what: string, code: string) => openAs(code, given(what)),
      download: (what: string, code: string) => getAtLink(`${code}/download`, given(what)),
      facts: (what: string, code: string) => getAtLink(`${code}/download`, given(what), { method: 'HEAD' }),
      croissant: (what: string, code: string) => getAtLink(`${code}/croissant.json`, given(what)),
      key: (what: string, code: string) => {
        const ticket = what.includes('password') || what.includes('wrong') ? 'x' : (tickets.get(what) ?? 'x');
        return keyFor({ code, ticket, purpose: 'download' });
      },
    };
    for (const [way, send] of Object.entries(ways)) {
      const answers = new Map<string, string>();
      for (const [what, { code }] of Object.entries(closed)) {
        const answer = await bytesOf(await send(what, code));
        expect(answer, `${way} ${what}`).not.toContain('"location"');
        answers.set(answer, what);
      }
      expect([...answers.values()], way).toHaveLength(1);
      const [answer] = answers.keys();
      expect(Buffer.from(JSON.parse(answer ?? '[]')[2], 'base64').toString()).toContain(
        'This link does not open.',
      );
    }
  });

  it('codes have more than 128 random bits and stand in the database by digest and sealed alone', async () => {
    const codes = await Promise.all(Array.from({ length: 5 }, () => shareDataset(owner)));
    const bits = 24 * Math.log2(62);
    for (const { code } of codes) expect(code).toMatch(/^sl_[0-9A-Za-z]{24}$/);
    expect(bits).toBeGreaterThan(128);
    const rows = JSON.stringify(await portal.parts.db.select().from(shares));
    for (const { code } of codes) expect(rows).not.toContain(code);
    expect(rows).not.toContain(password);
    expect(portal.logged()).not.toContain('sl_');
  });

  it('of 100 downloads at once of a link limited to 10 exactly 10 get a key', async () => {
    const { code, id } = await shareDataset(owner, { downloadLimit: 10 });
    const answers = await Promise.all(Array.from({ length: 100 }, () => getAtLink(`${code}/download`)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 302)).toHaveLength(10);
    expect(statuses.filter((status) => status === 401)).toHaveLength(90);
    expect((await list(owner)).items.find((share) => share.id === id)).toMatchObject({
      downloads: 10,
      state: 'used-up',
    });
    const log = await portal.parts.db.select().from(shareAccesses).where(eq(shareAccesses.shareId, id));
    expect(log).toHaveLength(10);
  });

  it('10,000 guesses at one link are throttled, while another address gets in with the right password', async () => {
    const { code } = await shareDataset(owner, { password });
    const attacker = { address: '192.0.2.66' };
    const statuses = { checked: 0, slowed: 0 };
    for (let round = 0; round < 20; round += 1) {
      const guesses = Array.from({ length: 500 }, (_, n) => openAs(code, `guess ${round} ${n}`, attacker));
      for (const { status } of await Promise.all(guesses)) {
        expect([404, 429, 503]).toContain(status);
        statuses[status === 404 ? 'checked' : 'slowed'] += 1;
      }
    }
    expect(statuses.checked).toBeLessThanOrEqual(12);
    expect(statuses.checked + statuses.slowed).toBe(10_000);
    const slowed = await openAs(code, password, attacker);
    expect(slowed.status).toBe(429);
    expect(Number(slowed.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await openAs(code, password, { address: '192.0.2.67' })).status).toBe(200);
    expect((await getAtLink(`${code}/download`, password, { address: '192.0.2.67' })).status).toBe(302);
  }, 120_000);

  it.each([
    ['none', undefined],
    ['one that it knows', password],
  ])(
    'a flood from one address at a link whose password is %s keeps nobody else waiting',
    async (_, own) => {
      const flooded = await shareDataset(owner, own === undefined ? {} : { password: own });
      const { code } = await shareDataset(owner, { password });
      const flood = Array.from({ length: 400 }, () =>
        openAs(flooded.code, own ?? 'any', { address: '192.0.2.80' }),
      );
      // Once one of theirs is refused, whichever it is, they have all the places that they may take.
      const told = own === undefined ? 200 : 503;
      await Promise.any(flood.map(async (answer) => expect((await answer).status).toBe(told)));
      expect((await openAs(code, password, { address: '192.0.2.81' })).status).toBe(200);
      await Promise.all(flood);
    },
    120_000,
  );

  it.each([
    ['unknown codes, from many addresses,', (n: number) => `10.${n >> 8}.${n & 255}.1`, undefined],
    ['a password that it knows, from one /48,', (n: number) => `2001:db8:80:${n.toString(16)}::1`, password],
  ])(
    'a flood with %s keeps nobody else waiting',
    async (_, addressOf, own) => {
      const flooded = own === undefined ? undefined : (await shareDataset(owner, { password: own })).code;
      const { code } = await shareDataset(owner, { password });
      const unknown = (n: number) => `sl_${String(n).padStart(24, 'C')}`;
      const flood = Array.from({ length: 400 }, (_, n) =>
        openAs(flooded ?? unknown(n), own ?? 'any', { address: addressOf(n) }),
      );
      const statuses = Promise.all(flood.map(async (answer) => (await answer).status));
      // Once one of theirs is refused, they have all the places that they may take.
      await Promise.any(flood.map(async (answer) => expect((await answer).status).toBe(503)));
      expect((await openAs(code, password, { address: '192.0.2.83' })).status).toBe(200);
      expect(new Set(await statuses)).toEqual(new Set([own === undefined ? 404 : 200, 503]));
    },
    120_000,
  );

  it('a link that has ended opens no sooner without a password: guesses at it are hashed and counted', async () => {
    const { code, id } = await shareDataset(owner);
    await revokeShare(owner.ctx, { shareId: id });
    const statuses: number[] = [];
    for (let n = 0; n < 11; n += 1)
      statuses.push((await openAs(code, 'any', { address: '192.0.2.82' })).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 404), 429]);
  });

  it('guesses at a link that does not exist are throttled alike', async () => {
    const guess = () => openAs(`sl_${'B'.repeat(24)}`, 'guess', { address: '192.0.2.70' });
    const statuses: number[] = [];
    for (let n = 0; n < 12; n += 1) statuses.push((await guess()).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 404), 429, 429]);
  });
});

it('guesses from all the addresses behind one IPv6 prefix, whatever the port, are those of one', async () => {
  const { code } = await shareDataset(owner, { password });
  const statuses: number[] = [];
  for (let n = 0; n < 11; n += 1)
    statuses.push((await openAs(code, 'guess', { address: `[2001:db8:7:7::${n}]:${50_000 + n}` })).status);
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 404), 429]);
  expect((await openAs(code, password, { address: '2001:db8:7:8::1' })).status).toBe(200);
});

describe('Croissant', () => {
  it('describes what a link leads to, each file by its address at the link', async () => {
    const { id: datasetId } = await uploadDataset(owner, 'a\n1\n', {
      name: 'Rainfall “Zürich” & more',
      fileName: 'mm & more (1).csv',
      description: 'Daily totals.',
    });
    const { code } = await shareDataset(owner, { datasetId });
    const response = await getAtLink(`${code}/croissant.json`);
    expect(response.headers.get('content-type')).toBe('application/ld+json');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const described = await response.json();
    expect(described).toMatchObject({
      '@type': 'sc:Dataset',
      conformsTo: 'http://mlcommons.org/croissant/1.0',
      name: 'Rainfall “Zürich” & more',
      description: 'Daily totals.',
      distribution: [{ '@type': 'cr:FileObject', name: 'mm & more (1).csv', encodingFormat: 'text/csv' }],
    });
    const url = new URL(described.distribution[0].contentUrl);
    const found = await getAtLink(url.pathname.slice('/s/'.length) + url.search);
    expect(await (await fetch(found.headers.get('location') ?? '')).text()).toBe('a\n1\n');
  });
});
