// @ts-check
// npm run screenshots: the pictures in docs/screenshots, from a portal of its own with a few datasets.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { ensureBrowser } from './browser/ensure-browser.mjs';
import { launchOptions } from './browser/find-chromium.mjs';
import { signInByApi } from './browser/sign-in.mjs';
import { uploadDatasets } from './screenshots/datasets.mjs';
import { anyFreePort } from './services/free-port.mjs';
import { root } from './setup/places.mjs';
import { prepare } from './setup/prepare.mjs';
import { runScript } from './setup/refusal.mjs';
import { runtimeFacts, spawnStarter } from './start/spawn-starter.mjs';

const desk = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
const folder = join(root, 'docs', 'screenshots');

await runScript(async () => {
  await prepare({ build: true });
  await ensureBrowser();
  await mkdir(folder, { recursive: true });
  const dataFolder = await mkdtemp(join(tmpdir(), 'sluice-screenshots-'));
  const starter = spawnStarter(['--no-build'], {
    SLUICE_DATA: dataFolder,
    PORT: String(await anyFreePort()),
  });
  const browser = await chromium.launch(launchOptions());
  try {
    await takeAll(browser, await runtimeFacts(dataFolder, starter));
  } finally {
    await browser.close();
    starter.child.kill('SIGTERM');
    await starter.exited;
    await rm(dataFolder, { recursive: true, force: true });
  }
});

/** @param {import('playwright').Browser} browser @param {import('./start/spawn-starter.mjs').RuntimeFacts} portal */
async function takeAll(browser, portal) {
  const context = await browser.newContext({ viewport: desk });
  const { workspaceId } = await signInByApi(context, portal);
  const cookies = await context.cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const datasetId = await uploadDatasets(portal.url, cookie, workspaceId);

  const page = await context.newPage();
  const list = `${portal.url}/w/${workspaceId}/datasets`;
  const take = async (/** @type {string} */ name, /** @type {string} */ url, /** @type {string} */ text) => {
    await page.goto(url);
    await page.getByText(text, { exact: true }).first().waitFor();
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: join(folder, `${name}.png`) });
    console.log(`docs/screenshots/${name}.png`);
  };
  await take('datasets', list, 'Palmer penguins');
  await take('dataset', `${list}/${datasetId}`, 'precipitation');
  await page.emulateMedia({ colorScheme: 'dark' });
  await take('datasets-dark', list, 'Palmer penguins');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(phone);
  await take('datasets-phone', list, 'Palmer penguins');
}
