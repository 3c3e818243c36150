import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { APIRequestContext } from 'playwright/test';
import { makeFile } from './fixtures/files.ts';
import { operatorLink } from './fixtures/people.ts';
import { expect, test } from './fixtures/test.ts';
import { uploadFile } from './fixtures/upload.ts';

test('pages carry a strict policy and say nothing of what serves them', async ({
  signedInPage: page,
  portal,
}) => {
  const response = await page.reload();
  const headers = (await response?.allHeaders()) ?? {};
  const policy = headers['content-security-policy'] ?? '';
  const storage = new URL(portal.blobEndpoint).origin;
  const [, nonce = ''] = /'nonce-([^']+)'/.exec(policy) ?? [];
  expect(nonce.length).toBeGreaterThan(20);
  // All of it: where a page may send to, and load from, is what keeps in what a script that got in would take out.
  expect(policy.split('; ').sort()).toEqual(
    [
      "base-uri 'none'",
      `connect-src 'self' ${storage}`,
      "default-src 'self'",
      "font-src 'self'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      `frame-src ${storage}`,
      `img-src 'self' data: blob: ${storage}`,
      "object-src 'none'",
      `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
      `style-src 'self' 'nonce-${nonce}'`,
      "style-src-attr 'unsafe-inline'",
      "worker-src 'self'",
    ].sort(),
  );
  expect(headers['cross-origin-opener-policy']).toBe('same-origin');
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['referrer-policy']).toBe('no-referrer');
  expect(headers['x-powered-by']).toBeUndefined();
});

test.describe('workers', () => {
  test.use({ allowedConsoleErrors: /Content Security Policy/ });

  test('reach the portal and its storage and nothing else, and no cache keeps their policy', async ({
    signedInPage: page,
    portal,
    request,
  }, info) => {
    const started = page.waitForEvent('worker');
    await uploadFile(page, await makeFile(info.outputDir, 'worked on.csv', 'a\n1\n'), 'worked on');
    const script = new URL((await started).url());
    const headers = (await request.get(script.href)).headers();
    const storage = new URL(portal.blobEndpoint).origin;
    expect(headers['content-security-policy']).toBe(
      `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' ${storage}`,
    );
    expect(headers['cache-control']).toBe('no-cache');
    expect(headers.etag).toBeTruthy();
    expect(script.search).toBe('?dpl=0-1-0');

    // The script of every worker, given nothing to load.
    script.hash = `params=${encodeURIComponent(JSON.stringify([[], '', '', '', '']))}`;
    const idle = page.waitForEvent('worker');
    await page.evaluate((address) => void new Worker(address), script.href);
    const answers = await (await idle).evaluate(
      (addresses) =>
        Promise.all(
          addresses.map((address) =>
            fetch(address, { mode: 'no-cors' }).then(
              () => 'reached',
              () => 'refused',
            ),
          ),
        ),
      [`${portal.url}/healthz`, `${storage}/`, 'http://127.0.0.1:1/', 'https://evil.invalid/'],
    );
    expect(answers).toEqual(['reached', 'reached', 'refused', 'refused']);
  });
});

type Init = Parameters<APIRequestContext['fetch']>[1];

/** Status, with the code where the answer is JSON; throws where a name of the workspace's data shows. */
async function verdictOf(from: APIRequestContext, address: string, init: Init = {}): Promise<string> {
  const response = await from.fetch(address, init);
  const text = await response.text();
  if (!response.ok()) expect(text, address).not.toContain('well kept');
  const isJson = response.headers()['content-type']?.includes('json');
  return isJson && text ? `${response.status()} ${JSON.parse(text).code}` : `${response.status()}`;
}

test('other spellings of an address come to the same verdict', async ({
  signedInPage: page,
  portal,
  request: stranger,
}, info) => {
  await uploadFile(page, await makeFile(info.outputDir, 'well kept.csv', 'a\n1\n'), 'well kept');
  const workspaceId = /\/w\/([0-9a-f]{32})/.exec(page.url())?.[1];
  const path = `/api/v1/workspaces/${workspaceId}/datasets`;
  const plain = `${portal.url}${path}`;
  const owner = page.request;
  const listed = await owner.get(plain);
  expect(listed.status()).toBe(200);
  expect(await listed.text()).toContain('"well kept"');

  const others: [string, Init?][] = [
    [plain],
    [`${portal.url}/${path}`],
    [`${plain}/`],
    [`${plain}?token=x`],
    [plain, { headers: { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' } }],
    [plain, { headers: { 'x-original-url': '/healthz', 'x-rewrite-url': '/healthz' } }],
  ];
  for (const [address, init] of others) {
    expect(await verdictOf(stranger, address, init), address).toBe('401 not_signed_in');
    expect((await owner.fetch(address, init)).status(), address).toBe(200);
  }
  // These are other addresses and other methods: nobody gets anything there.
  const notAllowed = '405 method_not_allowed';
  const nowhere: [string, string, Init?][] = [
    ['404', plain.replace('/api', '/%61pi')],
    ['404', plain.replace('/api/', '/api%2f')],
    [notAllowed, plain, { method: 'POST', headers: { 'x-http-method-override': 'GET' } }],
    ...['PUT', 'PATCH', 'DELETE'].map((method): [string, string, Init] => [notAllowed, plain, { method }]),
  ];
  // Broken percent-encoding: each says what it says of all that leads nowhere.
  for (const [verdict, path] of [
    ['404', '/%E0%A4%A'],
    ['401 link_closed', '/s/%E0%A4%A/download'],
    ['200', '/s/%E0%A4%A'],
  ] as const)
    nowhere.push([verdict, `${portal.url}${path}`]);
  for (const [verdict, address, init] of nowhere)
    for (const who of [stranger, owner]) expect(await verdictOf(who, address, init), address).toBe(verdict);
});

test('a missing route is a small 404, and the API document and health are open', async ({
  portal,
  request,
}) => {
  expect(await verdictOf(request, `${portal.url}/api/v1/nothing`)).toBe('404 not_found');
  expect(await verdictOf(request, `${portal.url}/api/v1`, { method: 'POST' })).toBe('404 not_found');
  const other = await request.delete(`${portal.url}/api/v1/workspaces`);
  expect(other.headers()).toMatchObject({ allow: 'POST', 'content-type': 'application/problem+json' });
  const document = await (await request.get(`${portal.url}/api/v1/openapi.json`)).json();
  expect(document.openapi).toBe('3.1.0');
  expect(Object.keys(document.paths).length).toBeGreaterThan(10);
  expect(await (await request.get(`${portal.url}/healthz`)).json()).toEqual({ alive: true });
  expect(await (await request.get(`${portal.url}/readyz`)).json()).toEqual({ ready: true, waitingFor: [] });
});

// Parts that are made at the start come from another bundle than routes: only the build shows whether they understand each other.
test('the build answers 429 past a limit, and 503 where storage fails, each with when to ask again', async ({
  signedInPage: page,
  portal,
  request,
}) => {
  const headers = { origin: portal.url, 'x-forwarded-for': '203.0.113.9' };
  const guess = () => request.post(`${portal.url}/api/v1/session`, { headers, data: { code: 'guess' } });
  let answer = await guess();
  for (let n = 0; n < 100 && answer.status() === 401; n++) answer = await guess();
  expect(answer.status()).toBe(429);
  expect(await answer.json()).toMatchObject({ code: 'too_many_requests' });
  expect(Number(answer.headers()['retry-after'])).toBeGreaterThan(0);

  const uploads = page.url().replace(/\/w\/([0-9a-f]{32}).*/, '/api/v1/workspaces/$1/uploads');
  const data = { name: 'a page blob', dataTypeId: 'Other', fileName: 'f', size: 512 };
  const reserved = await page.request.post(uploads, { headers: { origin: portal.url }, data });
  const { id, key } = await reserved.json();
  // Of such a blob storage lists no blocks.
  const asPage = { 'x-ms-blob-type': 'PageBlob', 'x-ms-blob-content-length': '512' };
  expect((await request.put(key.url, { headers: asPage })).status()).toBe(201);
  const blocks = await page.request.get(`${uploads}/${id}/blocks`);
  expect(blocks.status()).toBe(503);
  expect(await blocks.json()).toMatchObject({ code: 'unavailable' });
  expect(Number(blocks.headers()['retry-after'])).toBeGreaterThan(0);
});

test('codes, tokens, invitations and signatures are in no log and in no file of the data folder', async ({
  signedInPage: page,
  portal,
  context,
}, info) => {
  const secrets = [new URL(portal.signInUrl).hash.slice(1), portal.operatorCode];
  page.on('request', (request) => {
    const signature = new URL(request.url()).searchParams.get('sig');
    if (signature) secrets.push(signature);
  });
  await uploadFile(page, await makeFile(info.outputDir, 'canary.csv', 'a\n1\n'), 'canary');
  secrets.push(...(await context.cookies()).map(({ value }) => value));
  const workspace = page.url().replace(/\/w\/([0-9a-f]{32}).*/, '/api/v1/workspaces/$1');
  const answers = [
    await page.request.post(`${workspace}/tokens/primary/reveal`, {
      headers: { origin: portal.url },
      data: {},
    }),
    await page.request.post(`${workspace}/invitations`, {
      headers: { origin: portal.url },
      data: { email: 'canary@example.org', role: 'User' },
    }),
  ];
  const [{ token }, { url }] = await Promise.all(answers.map((answer) => answer.json()));
  secrets.push(token, new URL(url).hash.slice(1));
  expect(secrets.length).toBeGreaterThanOrEqual(7);

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

test('whatever return path a sign-in link carries, it leads into the portal', async ({ page, portal }) => {
  for (const path of ['//evil.invalid', '/\\evil.invalid', 'https://evil.invalid', 'javascript:alert(1)']) {
    const link = new URL(await operatorLink(portal));
    link.searchParams.set('return', path);
    await page.goto(link.href);
    await page.waitForURL(/\/w\/[0-9a-f]{32}\/datasets$/);
    expect(new URL(page.url()).origin).toBe(portal.url);
  }
});
