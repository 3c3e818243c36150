import type { Page } from 'playwright/test';
import { test } from './fixtures/fault-test.ts';
import { makeCsv } from './fixtures/files.ts';
import { filesRemembered } from './fixtures/files-remembered.ts';
import { holdBlocks } from './fixtures/hold-blocks.ts';
import { expect } from './fixtures/test.ts';
import { trayOf } from './fixtures/tray.ts';
import { chooseFiles } from './fixtures/upload.ts';

// Rows of the tray where there is little room: under a finger, and with long names.

/** Begins uploads of which storage answers no block. */
async function beginHeld(page: Page, paths: string[]): Promise<void> {
  await chooseFiles(page, paths);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Upload/ })
    .click();
  await expect(trayOf(page).getByRole('progressbar')).toHaveCount(paths.length);
}

test('on a phone each command of a row can be hit, and names can be told apart in every state', async ({
  signedInPage: page,
  wire,
}, info) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const paths = ['north', 'south'].map((side) => info.outputPath(`gauges ${side} of the river.csv`));
  for (const path of paths) await makeCsv(path, 1_000_000);
  holdBlocks(wire, 0);
  await beginHeld(page, paths);
  const rows = trayOf(page).getByRole('listitem');
  async function expectRoom() {
    for (const button of await rows.getByRole('button').all()) {
      const box = await button.boundingBox();
      expect(
        Math.min(box?.height ?? 0, box?.width ?? 0),
        `${await button.textContent()}`,
      ).toBeGreaterThanOrEqual(32);
    }
  }
  await expectRoom();
  await expect.poll(() => filesRemembered(page)).toBe(0);
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(trayOf(page).getByText('interrupted', { exact: true })).toHaveCount(2);
  await expectRoom();
  for (const side of ['north', 'south']) {
    const name = rows.getByTitle(`gauges ${side} of the river.csv`, { exact: true });
    expect(await name.evaluate(({ clientWidth }) => clientWidth)).toBeGreaterThan(120);
  }
});

test('the focus goes on to what takes the place of a button or a row that is gone', async ({
  signedInPage: page,
  wire,
}, info) => {
  const paths = ['one.csv', 'two.csv'].map((name) => info.outputPath(name));
  for (const path of paths) await makeCsv(path, 20_000_000);
  const storage = holdBlocks(wire, 0);
  await beginHeld(page, paths);
  const tray = trayOf(page);
  const press = async (name: string) => {
    await tray.getByRole('button', { name, exact: true }).focus();
    await page.keyboard.press('Enter');
  };
  await press('Pause one.csv');
  await expect(tray.getByRole('button', { name: 'Go on with one.csv' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(tray.getByRole('button', { name: 'Pause one.csv' })).toBeFocused();
  storage.letGo();
  await press('Cancel one.csv');
  await expect(tray.getByText('cancelled', { exact: true })).toBeVisible();
  await press('Cancel two.csv');
  await press('Take one.csv off the list');
  await expect(tray.getByRole('button', { name: 'Take two.csv off the list' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(tray).toHaveCount(0);
  await expect(page.getByRole('main')).toBeFocused();
});
