import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { makeFile } from './fixtures/files.ts';
import { expect, test } from './fixtures/test.ts';
import { uploadFile } from './fixtures/upload.ts';

test('pages carry a strict policy and say nothing of what serves them', async ({ signedInPage: page }) => {
  const response = await page.reload();
  const headers = (await response?.allHeaders()) ?? {};
  const policy = headers['content-security-policy'] ?? '';
  const scripts = /script-src ([^;]+)/.exec(policy)?.[1] ?? '';
  expect(scripts).toMatch(/'nonce-[^']+'/);
  expect(scripts).not.toMatch(/unsafe-inline|unsafe-eval'/);
  for (const part of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
    expect(policy).toContain(part);
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['referrer-policy']).toBe('no-referrer');
  expect(headers['x-powered-by']).toBeUndefined();
});

test('other spellings of an address come to the same verdict', async ({ portal, request }) => {
  const path = `/api/v1/workspaces/${'0'.repeat(32)}/datasets`;
  const refused = async (address: string, init: Parameters<typeof request.fetch>[1] = {}) => {
    const response = await request.fetch(`${portal.url}${address}`, { maxRedirects: 0, ...init });
    expect(response.ok(), address).toBe(false);
    expect(await response.text()).not.toContain('"items"');
  };
  await refused(path);
  await refused(`/${path}`);
  await refused(path.replace('/api', '/%61pi'));
  await refused(path.replace('/api/', '/api%2f'));
  await refused(`${path}/`);
  await refused(`${path}?token=x`);
  await refused(path, { headers: { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' } });
  await refused(path, { method: 'POST', headers: { 'x-http-method-override': 'GET' } });
  for (const method of ['PUT', 'PATCH', 'DELETE']) await refused(path, { method });
});

test('a missing route is a small 404, and the API document and health are open', async ({
  portal,
  request,
}) => {
  expect((await request.get(`${portal.url}/api/v1/nothing`)).status()).toBe(404);
  const document = await (await request.get(`${portal.url}/api/v1/openapi.json`)).json();
  expect(document.openapi).toBe('3.1.0');
  expect(Object.keys(document.paths).length).toBeGreaterThan(10);
  expect(await (await request.get(`${portal.url}/healthz`)).json()).toEqual({ alive: true });
  expect(await (await request.get(`${portal.url}/readyz`)).json()).toEqual({ ready: true, waitingFor: [] });
});

test('session codes, sign-in codes and signatures are in no log and in no file of the data folder', async ({
  signedInPage: page,
  portal,
  context,
}, info) => {
  const secrets = [new URL(portal.signInUrl).hash.slice(1)];
  page.on('request', (request) => {
    const signature = new URL(request.url()).searchParams.get('sig');
    if (signature) secrets.push(signature);
  });
  await uploadFile(page, await makeFile(info.outputDir, 'canary.csv', 'a\n1\n'), 'canary');
  secrets.push(...(await context.cookies()).map(({ value }) => value));
  expect(secrets.length).toBeGreaterThanOrEqual(4);

  // The link is printed once, for the person at the console, and kept for scripts in runtime.json (mode 0600).
  const printed = portal.output().replace(portal.signInUrl, '');
  const files = readdirSync(portal.dataFolder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(portal.dataFolder, name))
    .filter((path) => statSync(path).isFile() && !path.endsWith('runtime.json'));
  expect(files.length).toBeGreaterThan(100);
  for (const secret of secrets) {
    for (const spelling of [secret, encodeURIComponent(secret)]) {
      expect(printed.includes(spelling)).toBe(false);
      expect(files.filter((path) => readFileSync(path).includes(spelling))).toEqual([]);
    }
  }
});
