import type { Page } from 'playwright/test';
import { makeFile } from './fixtures/files.ts';
import { expect, test } from './fixtures/test.ts';
import { chooseFiles, openDataset, uploadFile } from './fixtures/upload.ts';

/** Drops small files of these names on the window, once the page takes them. */
async function dropFiles(page: Page, ...names: string[]): Promise<void> {
  await page
    .getByRole('button', { name: /Upload|New version/ })
    .first()
    .waitFor();
  await page.evaluate((given) => {
    const dataTransfer = new DataTransfer();
    for (const name of given) dataTransfer.items.add(new File([`${name}\n1\n`], name));
    window.dispatchEvent(new DragEvent('drop', { dataTransfer }));
  }, names);
}

const uploadButton = (page: Page) => page.getByRole('dialog').getByRole('button', { name: /^Upload/ });

test('a long name of a file leaves everything within the dialog', async ({ signedInPage: page }, info) => {
  const long = `${'a name with all the parameters of the run '.repeat(3)}${'x'.repeat(80)}.csv`;
  const paths = [long, 'short.csv'].map((name) => makeFile(info.outputDir, name, 'a\n1\n'));
  await chooseFiles(page, await Promise.all(paths));
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByTitle(long, { exact: true })).toBeVisible();
  for (const width of [1366, 390]) {
    await page.setViewportSize({ width, height: 768 });
    const sticksOut = await dialog.evaluate((element) => {
      const edge = element.getBoundingClientRect().right;
      const parts = [...element.querySelectorAll('li button, li select, li input')];
      return parts.filter((part) => part.getBoundingClientRect().right > edge - 20).length;
    });
    expect(sticksOut, `${width} wide`).toBe(0);
  }
});

test('Enter uploads what was dropped; Escape asks before it leaves it', async ({ signedInPage: page }) => {
  const dialog = page.getByRole('dialog');
  const questions: string[] = [];
  page.on('dialog', (question) => {
    questions.push(question.message());
    return questions.length < 3 ? question.dismiss() : question.accept();
  });
  await dropFiles(page, 'given up.csv');
  const name = dialog.getByLabel('Name', { exact: true });
  await expect(name).toBeFocused();
  for (const asked of [1, 2]) {
    await page.keyboard.press('Escape');
    await expect.poll(() => questions.length).toBe(asked);
    await expect(name).toBeVisible();
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  expect(questions).toHaveLength(3);

  // Nothing is chosen: nothing to ask about.
  await page.getByRole('main').getByRole('button', { name: 'Upload', exact: true }).first().click();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  expect(questions).toHaveLength(3);

  await dropFiles(page, 'dropped.csv');
  await expect(name).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Open dropped' })).toBeVisible();
});

test('Back closes the dialog with the page below it', async ({ signedInPage: page }) => {
  await page.getByRole('link', { name: 'Samples' }).click();
  await page.waitForURL(/tab=samples/);
  await dropFiles(page, 'left.csv');
  await expect(uploadButton(page)).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page).not.toHaveURL(/tab=samples/);
});

test('of two files for a new version none is left out silently', async ({ signedInPage: page }, info) => {
  await uploadFile(page, await makeFile(info.outputDir, 'levels.csv', 'a\n1\n'), 'levels');
  await openDataset(page, 'levels');
  await page.getByRole('button', { name: 'New version' }).click();
  const dialog = page.getByRole('dialog');
  await dropFiles(page, 'north.csv', 'south.csv');
  await expect(dialog.getByText('A new version is one file or one folder')).toBeVisible();
  await expect(uploadButton(page)).toBeDisabled();
  await dialog.getByRole('button', { name: 'Leave out south.csv' }).click();
  await expect(uploadButton(page)).toBeEnabled();

  await dropFiles(page, 'north.csv', 'south.csv');
  await dialog.getByRole('button', { name: 'Make them one version of 2 files' }).click();
  await uploadButton(page).click();
  await expect(page.getByText(/version 2\s*of 2/)).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: 'Files 2' })).toBeVisible();
});
