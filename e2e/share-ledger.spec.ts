import type { Page } from 'playwright/test';
import { sessionAt } from './fixtures/api.ts';
import { newWorkspace, test, workspaceOf } from './fixtures/members.ts';
import { putDataset } from './fixtures/put-dataset.ts';
import { expect } from './fixtures/test.ts';

// What the ledger says of links that end soon or open nothing, and what an Owner decides of those of a member who goes.

type Portal = Parameters<typeof sessionAt>[0];
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const banner = (page: Page) => page.getByRole('status').filter({ hasText: 'within 3 days' });

/** The API as the page's person, in the workspace that it shows. */
async function sessionOf(page: Page, portal: Portal) {
  const cookies = await page.context().cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  return { ...sessionAt(portal, cookie), workspaceId: workspaceOf(page) };
}

type Session = Awaited<ReturnType<typeof sessionOf>>;

async function share(session: Session, name: string, hours: number) {
  const file = {
    dataTypeId: 'GenericCSV',
    fileName: 'a.csv',
    content: new TextEncoder().encode('a\n1\n'),
  } as const;
  const { id: datasetId } = await putDataset(session, { name, ...file });
  const params = { workspaceId: session.workspaceId };
  const body = { datasetId, n: null, expiresAt: inHours(hours) };
  return { ...(await session.call('createShare', { params, body })), datasetId };
}

function request(session: Session, title: string, hours: number) {
  const params = { workspaceId: session.workspaceId };
  const body = { title, expiresAt: inHours(hours), maxBytesPerFile: 1000, maxFiles: 1 };
  return session.call('createDataRequest', { params, body });
}

test('makers are told of links of both kinds that end soon; and what opens nothing is not shown as open', async ({
  signedInPage: page,
  portal,
}) => {
  // By its name behind the first one, where other journeys begin: links are off in it from now on.
  await newWorkspace(page, 'Quay ledger');
  const session = await sessionOf(page, portal);
  const ledger = `/w/${session.workspaceId}/shares`;
  await request(session, 'Tide tables', 48);
  await request(session, 'Next year', 24 * 30);
  await page.goto(`/w/${session.workspaceId}/datasets`);
  await expect(banner(page)).toContainText('Your link to receive Tide tables ends within 3 days.');
  await banner(page).getByRole('link', { name: 'Show my open links' }).click();
  await expect(page.getByRole('row', { name: /Tide tables/ })).toBeVisible();

  const { datasetId } = await share(session, 'moorings', 47);
  await share(session, 'locks', 24 * 30);
  await page.goto(ledger);
  await expect(banner(page)).toContainText('2 links of yours end within 3 days.');
  const state = (name: RegExp) => page.getByRole('row', { name }).getByRole('cell').nth(2);
  await expect(state(/moorings/)).toHaveText(/open$/);
  const params = { workspaceId: session.workspaceId };
  await session.call('deleteDataset', { params: { ...params, datasetId } });
  await page.reload();
  await expect(state(/moorings/)).toHaveText(/dataset deleted$/);
  await expect(state(/locks/)).toHaveText(/open$/);
  await expect(banner(page)).toContainText('Your link to receive Tide tables');

  await page.goto(`/w/${session.workspaceId}/settings/general`);
  const policy = page.getByRole('region', { name: 'Sharing' });
  await policy.getByLabel(/^Switch share links and data requests off/).check();
  await policy.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The policy for links is saved.')).toBeVisible();
  await page.getByRole('link', { name: 'Shares', exact: true }).first().click();
  await expect(page.getByText(/^Links are switched off in this workspace: none opens/)).toBeVisible();
  await expect(state(/locks/)).toHaveText(/links are off$/);
  await expect(banner(page)).toHaveCount(0);
});

test('an Owner who removes a member decides what becomes of their links', async ({
  signedInPage: page,
  memberPage,
  portal,
}) => {
  await newWorkspace(page, 'Parting');
  const member = await memberPage('Mo Leaving');
  const session = await sessionOf(member, portal);
  const { url } = await share(session, 'left behind', 24 * 30);
  await request(session, 'Still wanted', 24 * 30);
  await page.goto(`/w/${session.workspaceId}/settings/users`);
  await page.getByRole('button', { name: 'Manage Mo Leaving' }).click();
  await page.getByRole('menuitem', { name: 'Remove…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('group', { name: '2 open links of Mo Leaving' })).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Remove', exact: true })).toBeDisabled();
  await dialog.getByLabel(/^Take them over/).check();
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByText('Mo Leaving was removed.')).toBeVisible();
  await page.goto(`/w/${session.workspaceId}/shares`);
  await expect(
    page.getByRole('row', { name: /left behind/ }).getByRole('cell', { name: 'you' }),
  ).toBeVisible();
  await page.getByRole('link', { name: 'Links to receive data' }).click();
  await expect(
    page.getByRole('row', { name: /Still wanted/ }).getByRole('cell', { name: 'you' }),
  ).toBeVisible();
  expect((await page.request.head(`${url}/download`)).status()).toBe(200);
});
