import { expectNoSideways, seriousFindings } from './fixtures/a11y.ts';
import { otherClientId } from './fixtures/provider.ts';
import { atProvider, collectSecrets, signInAs, test, whoIs } from './fixtures/provider-test.ts';
import { expect } from './fixtures/test.ts';

const nowhere = /You are in no workspace/;

// Who is nobody yet is told so by 401: the browser writes that to its console.
test.use({ allowedConsoleErrors: /status of 401/ });

test('somebody new signs in, stands in no workspace, and is told whom to ask', async ({
  page,
  portal,
  context,
}) => {
  await page.goto('/');
  await page.waitForURL(/\/sign-in$/);
  expect(await seriousFindings(page), 'the sign-in page').toEqual([]);
  await signInAs(page, 'Grace Hopper');
  await expect(page.getByRole('heading', { name: nowhere })).toBeVisible();
  await expect(page.getByText('grace@example.org')).toBeVisible();
  await expect(page.getByText(/ask an Owner/)).toBeVisible();
  expect(page.url()).toBe(`${portal.url}/`);
  expect(await seriousFindings(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSideways(page);
  await page.goto('/account');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await whoIs(context, portal.url)).toMatchObject({ displayName: 'Grace Hopper' });
});

test('an invitation outlives the way to the provider; signing out and in again is the same person', async ({
  page,
  portal,
  context,
  browser,
  ownerState,
  providerLabel,
}) => {
  test.setTimeout(120_000);
  const owner = await browser.newContext({ storageState: ownerState });
  const workspaces = (await (await owner.request.get(`${portal.url}/api/v1/session`)).json()).workspaces;
  const invited = await owner.request.post(
    `${portal.url}/api/v1/workspaces/${workspaces[0].id}/invitations`,
    {
      headers: { origin: portal.url },
      data: { email: 'ada@example.org', role: 'User' },
    },
  );
  expect(invited.status()).toBe(201);
  const { url } = await invited.json();
  await owner.close();

  await page.goto(url);
  await page.getByRole('link', { name: 'Sign in to accept' }).click();
  await signInAs(page, 'Ada Lovelace');
  await page.getByRole('button', { name: 'Join as Ada Lovelace' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Datasets' })).toBeVisible();
  const before = await whoIs(context, portal.url);

  const leave = async (item: string) => {
    await page.getByRole('button', { name: 'Account of Ada Lovelace' }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  // Here alone: the provider still knows her, and asks nothing.
  await leave('Sign out here only');
  await page.waitForURL(/\/sign-in$/);
  expect((await context.request.get(`${portal.url}/api/v1/session`)).status()).toBe(401);
  await page.getByRole('button', { name: /^Sign in with / }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Datasets' })).toBeVisible();

  // Here and there: the provider asks anew who it is.
  await leave(`Sign out here and at ${providerLabel}`);
  await page.getByRole('button', { name: 'Sign me out' }).click();
  await page.waitForURL(`${portal.url}/sign-in`);
  expect((await context.request.get(`${portal.url}/api/v1/session`)).status()).toBe(401);
  await signInAs(page, 'Ada Lovelace');
  await expect(page.getByRole('heading', { level: 1, name: 'Datasets' })).toBeVisible();
  expect(await whoIs(context, portal.url)).toEqual(before);
});

test('another person with the same e-mail address is another person', async ({ page, portal, browser }) => {
  await page.goto('/sign-in');
  await signInAs(page, 'Ada Lovelace');
  await page.waitForURL((url) => url.origin === portal.url && !url.pathname.startsWith('/sign-in'));
  const ada = await whoIs(page.context(), portal.url);
  const other = await browser.newContext({ baseURL: portal.url });
  const page2 = await other.newPage();
  await page2.goto('/sign-in');
  await signInAs(page2, 'Ada Twin');
  await expect(page2.getByRole('heading', { name: nowhere })).toBeVisible();
  const twin = await whoIs(other, portal.url);
  expect(twin.email).toBe(ada.email);
  expect(twin.id).not.toBe(ada.id);
  await other.close();
});

test('one comes back to the page one wanted', async ({ page, portal }) => {
  await page.goto('/account?from=mail');
  await page.waitForURL(/\/sign-in\?return=/);
  await signInAs(page, 'Grace Hopper');
  await page.waitForURL(`${portal.url}/account?from=mail`);
});

test('the cookie is out of reach of scripts; codes and tokens are in no storage, log, or address of ours', async ({
  page,
  portal,
  context,
}) => {
  const secrets = collectSecrets(page);
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().startsWith(portal.url)) asked.push(request.url());
  });
  await page.goto('/sign-in');
  await signInAs(page, 'Grace Hopper');
  await expect(page.getByRole('heading', { name: nowhere })).toBeVisible();
  await expect.poll(() => secrets.length).toBe(4);
  expect(secrets.every((secret) => secret.length > 20)).toBe(true);

  const cookie = (await context.cookies(portal.url)).find(({ name }) => name === 'sluice');
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/', domain: '127.0.0.1' });

  const kept = await page.evaluate(async () =>
    JSON.stringify([
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      location.href,
      await indexedDB.databases(),
    ]),
  );
  for (const secret of secrets) {
    expect(kept).not.toContain(secret);
    expect(asked.join('\n')).not.toContain(secret);
    expect(portal.output()).not.toContain(secret);
  }
  // Nothing of an account either.
  expect(kept).not.toContain('grace');
  await page.goBack();
  expect(page.url()).not.toContain('code=');
});

test('an ID token signs in once', async ({ page, portal, browser }) => {
  let idToken = '';
  page.on('request', (request) => {
    if (request.url().endsWith('/sign-in/provider')) idToken = request.postDataJSON().idToken;
  });
  await page.goto('/sign-in');
  await signInAs(page, 'Grace Hopper');
  await expect(page.getByRole('heading', { name: nowhere })).toBeVisible();
  const thief = await browser.newContext();
  const again = await thief.request.post(`${portal.url}/api/v1/sign-in/provider`, {
    headers: { origin: portal.url },
    data: { idToken },
  });
  expect(again.status()).toBe(401);
  expect(again.headers()['set-cookie']).toBeUndefined();
  await thief.close();
});

for (const [what, change] of [
  ['of another application', () => ({ clientId: otherClientId })],
  [
    'of another tenant',
    (first: string, second: string, metadata: object) => ({
      authority: second,
      metadata: JSON.parse(JSON.stringify(metadata).replaceAll(first, second)),
    }),
  ],
] as const)
  test(`a token ${what} is refused, with a way on`, async ({ page, provider, context, portal }) => {
    // The browser is led astray; the server is not.
    await page.route('**/api/v1/sign-in', async (route) => {
      const options = await (await route.fetch({ maxRetries: 3 })).json();
      const changed = change(provider.authority, provider.otherAuthority, options.provider.metadata);
      await route.fulfill({ json: { provider: { ...options.provider, ...changed } } });
    });
    await page.goto('/sign-in');
    await signInAs(page, 'Grace Hopper');
    await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toHaveText(
      /was not accepted; sign in again/,
    );
    await expect(page.getByRole('button', { name: /^Sign in with / })).toBeVisible();
    expect((await context.request.get(`${portal.url}/api/v1/session`)).status()).toBe(401);
  });

test('who refuses at the provider is told so, and can try again', async ({ page, providerLabel }) => {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: /^Sign in with / }).click();
  await page.getByRole('link', { name: 'Refuse' }).click();
  await expect(page.getByText(`${providerLabel} did not sign you in`)).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await signInAs(page, 'Grace Hopper');
  await expect(page.getByRole('heading', { name: nowhere })).toBeVisible();
});

test('who turns back at the provider can try again', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: /^Sign in with / }).click();
  await atProvider(page).waitFor();
  await page.goBack();
  await signInAs(page, 'Grace Hopper');
  await expect(page.getByRole('heading', { name: nowhere })).toBeVisible();
});

test('an answer this tab did not ask for is not taken', async ({ page, portal }) => {
  await page.goto('/sign-in/callback#code=somebody-elses&state=x');
  await expect(page.getByRole('heading', { name: 'Nothing to finish here' })).toBeVisible();
  expect(page.url()).toBe(`${portal.url}/sign-in/callback`);
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('link', { name: 'Sign in again' }).click();
  await signInAs(page, 'Grace Hopper');
  await expect(page.getByRole('heading', { name: nowhere })).toBeVisible();
});

test.describe('while the provider is away', () => {
  test.use({ allowedConsoleErrors: /status of 401|ERR_CONNECTION_REFUSED/ });

  test('its code cannot be exchanged: a sentence says so, and the way on is there', async ({
    page,
    provider,
  }) => {
    await page.route(`${provider.authority}/token?*`, (route) => route.abort('connectionrefused'));
    await page.goto('/sign-in');
    await signInAs(page, 'Grace Hopper');
    await expect(page.getByText(/cannot be reached from this browser just now/)).toBeVisible();
    await page.unroute(`${provider.authority}/token?*`);
    await page.getByRole('button', { name: /^Sign in with / }).click();
    await expect(page.getByRole('heading', { name: nowhere })).toBeVisible();
  });
});

test('pages other than the sign-in page neither reach the provider nor load MSAL', async ({
  page,
  provider,
  portal,
}) => {
  const scripts = new Set<string>();
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.add(request.url());
  });
  // It tells which scripts are MSAL's: a word of its own that no minifier changes.
  const loaded = async () => {
    const texts = await Promise.all(
      [...scripts].map(async (address) => (await page.request.get(address)).text()),
    );
    return texts.filter((text) => text.includes('msal.js.browser')).length;
  };
  const policyOf = async (path: string) =>
    (await page.request.get(`${portal.url}${path}`)).headers()['content-security-policy'];
  const { origin } = new URL(provider.authority);

  expect(await policyOf('/sign-in?return=%2Faccount')).toContain(` ${origin}`);
  for (const path of ['/', '/account', '/sign-in/callback', '/invitation', '/docs/api'])
    expect(await policyOf(path), path).not.toContain(origin);

  await page.goto('/sign-in');
  const button = page.getByRole('button', { name: /^Sign in with / });
  await button.waitFor();
  expect(await loaded()).toBe(0);
  await button.click();
  await atProvider(page).waitFor();
  expect(await loaded()).toBeGreaterThan(0);
});

test('Microsoft is asked by code and PKCE, for who one is', async ({ page, portal }) => {
  const tenant = '11111111-1111-4111-8111-111111111111';
  const authority = `https://login.microsoftonline.com/${tenant}/v2.0`;
  const microsoft = { label: 'Microsoft', kind: 'entra', authority, clientId: 'client', metadata: null };
  await page.route('**/api/v1/sign-in', (route) => route.fulfill({ json: { provider: microsoft } }));
  await page.route('https://login.microsoftonline.com/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>Microsoft</title>' }),
  );
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in with Microsoft' }).click();
  // No other address of Microsoft's is asked first: this portal's policy would not let it be.
  await page.waitForURL(/^https:\/\/login\.microsoftonline\.com\//);
  const { pathname, searchParams } = new URL(page.url());
  expect(pathname).toBe(`/${tenant}/oauth2/v2.0/authorize`);
  expect(Object.fromEntries(searchParams)).toMatchObject({
    client_id: 'client',
    redirect_uri: `${portal.url}/sign-in/callback`,
    response_type: 'code',
    response_mode: 'fragment',
    code_challenge_method: 'S256',
    prompt: 'select_account',
    nonce: expect.stringMatching(/^[\w-]{43}$/),
  });
  // MSAL adds the last by itself at Microsoft; what it gets for it goes with the page.
  expect(searchParams.get('scope')).toBe('openid profile email offline_access');
});
