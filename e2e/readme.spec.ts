import { seriousFindings } from './fixtures/a11y.ts';
import { ownerSession } from './fixtures/owner-session.ts';
import { putFolder } from './fixtures/put-folder.ts';
import { expect, test } from './fixtures/test.ts';

test('a README among the files is shown to members and, by a link, to strangers; what members write stands in its place', async ({
  signedInPage: page,
  portal,
  ownerState,
  browser,
}) => {
  const session = await ownerSession(portal, ownerState);
  const text =
    '# Gauges of the coast\n\nRead *daily*; see <b>nothing</b>.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n';
  const { id } = await putFolder(
    session,
    'coast',
    new Map([
      ['README.md', Buffer.from(text)],
      ['north/a.csv', Buffer.from('a,b\n1,2\n')],
    ]),
  );
  await page.goto(`/w/${session.workspaceId}/datasets/${id}?tab=readme`);
  const readme = page.getByRole('article', { name: 'README' });
  await expect(readme.getByRole('heading', { name: 'Gauges of the coast' })).toBeVisible();
  await expect(readme.getByRole('cell', { name: '2' })).toBeVisible();
  await expect(readme).toContainText('The file README.md of version 1');
  expect(await seriousFindings(page)).toEqual([]);

  const share = await session.call('createShare', {
    params: { workspaceId: session.workspaceId },
    body: { datasetId: id, n: null, expiresAt: new Date(Date.now() + 86_400_000).toISOString() },
  });
  const guest = await (await browser.newContext()).newPage();
  await guest.goto(share.url);
  await expect(guest.getByRole('article', { name: 'README' })).toContainText('Read daily');
  await guest.context().close();

  await page.getByRole('button', { name: 'Write a README' }).click();
  await page.getByRole('textbox', { name: 'README' }).fill('# Written here');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'Written here' })).toBeVisible();
  await expect(page.getByText('Gauges of the coast')).toHaveCount(0);
});
