import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect as plainExpect, test as plainTest } from 'playwright/test';
import { root } from '../scripts/setup/places.mjs';
import { newDataFolder } from './fixtures/portal.ts';
import { expect, test } from './fixtures/test.ts';
import { requireServers, startTwoServers } from './fixtures/two-servers.ts';

/** Runs `npm run sign-in-link` with only these settings; answers its exit code and all it printed. */
async function signInLink(settings: Record<string, string>, ...args: string[]) {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [join(root, 'scripts', 'sign-in-link.mjs'), ...args], {
    cwd: root,
    env: { PATH, HOME, ...settings } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  const [code] = await once(child, 'close');
  return { code: code as number, text, link: /https?:\/\/\S+/.exec(text)?.[0] ?? '' };
}

test.describe('who locked themselves out', () => {
  test.use({ allowedConsoleErrors: /status of 401/ });

  test('gets in by npm run sign-in-link, without a restart', async ({ page, portal, ownerState }) => {
    // The printed link was spent by the Owner whose browser is gone.
    expect(ownerState.cookies.length).toBeGreaterThan(0);
    const why = page.getByText('You are not signed in, or your session has ended.');
    await page.goto(`${portal.url}/account`);
    await expect(why).toBeVisible();
    await page.goto(`${portal.url}/sign-in`);
    await expect(page.getByText('You come in by a one-time sign-in link.')).toBeVisible();
    await expect(why).toHaveCount(0);
    await page.goto(portal.signInUrl);
    await expect(page.getByRole('main').getByRole('alert')).toContainText('npm run sign-in-link');
    const { code, text, link } = await signInLink({ SLUICE_DATA: portal.dataFolder });
    expect(code, text).toBe(0);
    expect(link).toMatch(new RegExp(`^${portal.url}/sign-in#[\\w-]{43}$`));
    await page.goto(link);
    await page.waitForURL(`${portal.url}/account`);
    expect((await fetch(`${portal.url}/readyz`)).status).toBe(200);
    const again = await fetch(`${portal.url}/api/v1/session`, {
      method: 'POST',
      headers: { origin: portal.url, 'content-type': 'application/json' },
      body: JSON.stringify({ code: new URL(link).hash.slice(1) }),
    });
    expect(again.status).toBe(401);
  });
});

test.describe('who opens the portal at another address than its own', () => {
  test.use({ allowedConsoleErrors: /status of 40[13]/ });

  test('is led to that one, with what they wanted or their link', async ({ page, portal }) => {
    const elsewhere = portal.url.replace('127.0.0.1', 'localhost');
    await page.goto(`${elsewhere}/account`);
    await expect(page.getByRole('heading', { name: 'This portal has another address' })).toBeVisible();
    const way = page.getByRole('link', { name: 'Go there' });
    await expect(way).toHaveAttribute('href', `${portal.url}/account`);

    const { link } = await signInLink({ SLUICE_DATA: portal.dataFolder });
    await page.goto(link.replace(portal.url, elsewhere));
    await expect(page.getByText('sessions hold there alone')).toBeVisible();
    await way.click();
    await page.waitForURL(`${portal.url}/w/*/datasets`);
  });
});

test('nobody of that address, and a wrong argument, are told in one sentence', async ({ portal }) => {
  const settings = { SLUICE_DATA: portal.dataFolder };
  expect(await signInLink(settings, 'nobody@example.org')).toMatchObject({
    code: 1,
    text: 'There is nobody with this e-mail address; check it.\n',
  });
  expect(await signInLink(settings, 'a@example.org', 'b@example.org')).toMatchObject({ code: 78 });
});

test('where no portal runs the sentence says how to get in', async () => {
  const folder = await newDataFolder();
  const { code, text } = await signInLink({ SLUICE_DATA: folder });
  expect(code).toBe(1);
  expect(text).toBe(
    `No portal runs on ${folder}. Where it keeps its data elsewhere, set SLUICE_DATA as there, and where no starter ` +
      'runs it, DATABASE_URL; else "npm start" runs one, and prints a sign-in link for the first Owner.\n',
  );
  await rm(folder, { recursive: true, force: true });
});

plainTest('beside servers on PostgreSQL the link goes straight into the database', async () => {
  plainTest.setTimeout(180_000);
  const portal = requireServers(await startTwoServers());
  const folder = await newDataFolder();
  const [, second] = portal.servers;
  const settings = {
    SLUICE_DATA: folder,
    DATABASE_URL: portal.databaseUrl,
    SLUICE_PUBLIC_URL: second.url,
  };
  const { code, text, link } = await signInLink(settings);
  plainExpect(code, text).toBe(0);
  plainExpect(link).toMatch(new RegExp(`^${second.url}/sign-in#`));
  const signIn = () =>
    fetch(`${second.url}/api/v1/session`, {
      method: 'POST',
      headers: { origin: second.url, 'content-type': 'application/json' },
      body: JSON.stringify({ code: new URL(link).hash.slice(1) }),
    });
  const signedIn = await signIn();
  plainExpect(signedIn.status).toBe(201);
  plainExpect(((await signedIn.json()) as { workspaces: { id: string }[] }).workspaces[0]?.id).toBe(
    portal.workspaceId,
  );
  plainExpect((await signIn()).status).toBe(401);
  const { call, workspaceId } = second;
  const { items } = await call('listAudit', { params: { workspaceId }, query: {} });
  plainExpect(items.map(({ action }) => action)).toContain('member.sign-in-link');
  plainExpect(await signInLink(settings, 'nobody@example.org')).toMatchObject({ code: 1 });
  const wrong = { ...settings, DATABASE_URL: 'postgres://127.0.0.1:1/none' };
  plainExpect((await signInLink(wrong)).text).toMatch(
    /^The database of DATABASE_URL cannot be asked \(ECONNREFUSED\)/,
  );
  await rm(folder, { recursive: true, force: true });
  await portal.close();
});
