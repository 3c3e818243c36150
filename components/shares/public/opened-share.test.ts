import { expect, test, vi } from 'vitest';
import type { Call } from '#lib/api/client.ts';
import { SluiceError } from '#lib/errors.ts';
import { openLink } from './opened-share.ts';

const key = {
  url: 'https://blobs',
  expiresAt: '2026-11-25T00:00:00Z',
  path: 'a.csv',
  size: 1,
  etag: '"1"',
  md5: null,
};

/** A portal with one link that can be closed, and whose tickets run out. */
function makePortal() {
  const state = { open: true, password: undefined as string | undefined, ticket: 0, opened: 0 };
  const closed = () => new SluiceError('link_closed', 'This link does not open.');
  const api = (async (id: string, { body }: { body: { password?: string; ticket?: string } }) => {
    if (!state.open) throw closed();
    if (id === 'openShare') {
      if (body.password !== state.password) throw closed();
      state.opened += 1;
      return { name: 'Rain', ticket: `t${state.ticket}` };
    }
    if (body.ticket !== `t${state.ticket}`) throw closed();
    return key;
  }) as unknown as Call;
  return { state, api };
}

async function open(password?: string) {
  const portal = makePortal();
  portal.state.password = password;
  const told = { onDownload: vi.fn(), onClosed: vi.fn() };
  const { share } = await openLink({ api: portal.api, code: 'sl_x', password, ...told });
  return { ...portal, ...told, share };
}

test('a ticket that ran out is had anew with the password, and nobody notices', async () => {
  const { state, share, onClosed } = await open('open sesame');
  state.ticket = 1;
  await expect(share.issueKey('a.csv', 'preview')).resolves.toEqual(key);
  expect(state.opened).toBe(2);
  expect(onClosed).not.toHaveBeenCalled();
});

test('a link revoked while the page is open says so at the next action', async () => {
  const { state, share, onClosed } = await open();
  state.open = false;
  await expect(share.issueKey('a.csv', 'download')).rejects.toThrow(/has closed since you opened it/);
  expect(onClosed).toHaveBeenCalledOnce();
});

test('only downloads are counted', async () => {
  const { share, onDownload } = await open();
  await share.issueKey('a.csv', 'preview');
  expect(onDownload).not.toHaveBeenCalled();
  await share.issueKey(undefined, 'download');
  expect(onDownload).toHaveBeenCalledOnce();
});

test('two opened links never share what was read, and neither puts its secrets into a key of the cache', async () => {
  const [one, other] = [await open('open sesame'), await open()];
  expect(one.share.id).not.toBe(other.share.id);
  expect(Object.keys(JSON.parse(JSON.stringify(one.share)))).toEqual(['id']);
});
