// @ts-check
import { chromium } from 'playwright';
import { launchOptions } from '../browser/find-chromium.mjs';
import { signInByApi } from '../browser/sign-in.mjs';

/**
 * Opens the list of samples in a headless browser, first with an empty cache, then with a filled one.
 * @param {{ url: string, signInUrl: string }} portal
 * @returns {Promise<{ scriptBytes: number, emptyCacheMs: number, filledCacheMs: number }>} bytes as they went over
 * the wire, without headers
 */
export async function measureFirstLoad(portal) {
  const browser = await chromium.launch(launchOptions());
  try {
    const context = await browser.newContext();
    const { workspaceId } = await signInByApi(context, portal);
    const list = `${portal.url}/w/${workspaceId}/datasets?tab=samples`;
    const empty = await load(context, list);
    const filled = await load(context, list);
    return { scriptBytes: empty.scriptBytes, emptyCacheMs: empty.ms, filledCacheMs: filled.ms };
  } finally {
    await browser.close();
  }
}

/** @param {import('playwright').BrowserContext} context @param {string} url */
async function load(context, url) {
  const page = await context.newPage();
  /** @type {import('playwright').Request[]} */
  const scripts = [];
  page.on('requestfinished', (request) => {
    if (request.resourceType() === 'script') scripts.push(request);
  });
  const begun = performance.now();
  await page.goto(url, { waitUntil: 'commit' });
  await page.getByRole('link', { name: 'Airport Codes Dataset' }).waitFor();
  const ms = performance.now() - begun;
  await page.waitForLoadState('networkidle');
  const sizes = await Promise.all(scripts.map((request) => request.sizes()));
  await page.close();
  return { ms, scriptBytes: sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0) };
}
