// @ts-check
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { launchOptions } from '../../browser/find-chromium.mjs';
import { signInByApi } from '../../browser/sign-in.mjs';

const limitMs = 900_000;

/** @typedef {import('../../start/spawn-starter.mjs').RuntimeFacts} Portal */

/**
 * @typedef {object} PortalPage a page of a portal as its user has it; calls that measure answer seconds
 * @property {import('playwright').Page} page
 * @property {(file: string, name: string) => Promise<number>} upload from the click to the listing
 * @property {(folder: string, name: string) => Promise<number>} uploadFolder as one dataset
 * @property {(name: string) => Promise<number>} download the portal's own, verified, to disk
 * @property {(name: string) => Promise<string>} readUrl
 */

/**
 * In a Chromium with a profile on the disk: private windows, as tests have them, keep the browser's own files in memory
 * and pass each write to another process. It closes with the stage.
 * @param {import('./stage.mjs').Stage} stage @param {Portal} portal @returns {Promise<PortalPage>}
 */
export async function openPortalPage(stage, portal) {
  const profile = await mkdtemp(join(stage.folder, 'profile-'));
  const context = await chromium.launchPersistentContext(profile, {
    ...launchOptions(),
    acceptDownloads: true,
  });
  stage.alsoClose(() => context.close());
  const { workspaceId } = await signInByApi(context, portal);
  const page = await context.newPage();
  page.setDefaultTimeout(limitMs);
  await page.addInitScript(chooseOwnPlace);
  await page.goto(`${portal.url}/w/${workspaceId}/datasets`);
  const tray = page.getByRole('region', { name: 'Transfers' });

  /** @param {string} input @param {string} path @param {string} name */
  async function upload(input, path, name) {
    await page.getByRole('main').getByRole('button', { name: 'Upload', exact: true }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(input).setInputFiles(path);
    await dialog.getByLabel('Name', { exact: true }).fill(name);
    const seconds = await secondsOf(async () => {
      await dialog.getByRole('button', { name: 'Upload', exact: true }).click();
      await tray.getByRole('link', { name: `Open ${name}`, exact: true }).waitFor();
    });
    await tray.getByRole('button', { name: 'Clear finished' }).click();
    return seconds;
  }

  return {
    page,
    upload: (file, name) => upload('Choose files', file, name),
    uploadFolder: (folder, name) => upload('Choose a folder', folder, name),
    async download(name) {
      await page.getByRole('table').getByRole('link', { name, exact: true }).click();
      await page.getByRole('heading', { level: 1, name }).waitFor();
      const seconds = await secondsOf(async () => {
        await page
          .getByRole('button', { name: /^Download/ })
          .first()
          .click();
        await tray.getByText('downloaded and verified').waitFor();
      });
      await tray.getByRole('button', { name: 'Clear finished' }).click();
      await page.evaluate(async () =>
        (await navigator.storage.getDirectory()).removeEntry('picked').catch(() => {}),
      );
      await page.goto(`${portal.url}/w/${workspaceId}/datasets`);
      return seconds;
    },
    readUrl: (name) =>
      page.evaluate(
        async ({ workspaceId, name }) => {
          const root = `/api/v1/workspaces/${workspaceId}/datasets`;
          const { items } = await (await fetch(`${root}?search=${encodeURIComponent(name)}`)).json();
          const { id } = items.find((/** @type {{ name: string }} */ item) => item.name === name);
          const answer = await fetch(`${root}/${id}/versions/1/read-key`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ purpose: 'download' }),
          });
          return (await answer.json()).url;
        },
        { workspaceId, name },
      ),
  };
}

/**
 * Nobody can answer a headless browser's question where to save: large files go into the browser's own file system,
 * which is on the same disk.
 */
function chooseOwnPlace() {
  Object.assign(globalThis, {
    showSaveFilePicker: async () => {
      const folder = await navigator.storage.getDirectory();
      return folder.getFileHandle('picked', { create: true });
    },
  });
}

/** @param {() => Promise<unknown>} run */
export async function secondsOf(run) {
  const begun = performance.now();
  await run();
  return (performance.now() - begun) / 1000;
}

/**
 * The browser's own download by a link, unverified. @param {import('playwright').Page} page @param {string} url
 */
export function nativeDownload(page, url) {
  return secondsOf(async () => {
    const started = page.waitForEvent('download');
    await page.evaluate((href) => {
      const link = document.createElement('a');
      Object.assign(link, { href, download: 'native' });
      link.click();
    }, url);
    const file = await started;
    await file.path();
    await file.delete();
  });
}

/**
 * Uploads slices of a file by nothing but parallel fetches, from a page of the same browser: no hashes, no retries.
 * @param {import('playwright').Page} page @param {string} file @param {string} blobUrl
 */
export async function bareUpload(page, file, blobUrl) {
  const input = await page.evaluateHandle(() => {
    const made = document.createElement('input');
    made.type = 'file';
    document.body.append(made);
    return made;
  });
  await input.asElement()?.setInputFiles(file);
  const seconds = await secondsOf(() =>
    input.evaluate(sendSlices, { blobUrl, blockBytes: 8 * 1024 * 1024, lanes: 6 }),
  );
  await input.evaluate((made) => made.remove());
  return seconds;
}

/** @param {HTMLInputElement} input @param {{ blobUrl: string, blockBytes: number, lanes: number }} options */
async function sendSlices(input, { blobUrl, blockBytes, lanes }) {
  const file = input.files?.[0];
  if (!file) throw new Error('no file was chosen');
  const ids = Array.from({ length: Math.ceil(file.size / blockBytes) }, (_, index) =>
    btoa(String(index).padStart(6, '0')),
  );
  /** @param {string} query @param {BodyInit} body */
  const put = async (query, body) => {
    const answer = await fetch(`${blobUrl}?${query}`, { method: 'PUT', body });
    if (!answer.ok) throw new Error(`the sink answered ${answer.status}`);
  };
  const blocks = ids.entries();
  const lane = async () => {
    for (const [index, id] of blocks)
      await put(
        `comp=block&blockid=${encodeURIComponent(id)}`,
        file.slice(index * blockBytes, (index + 1) * blockBytes),
      );
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  await put('comp=blocklist', `<BlockList>${ids.map((id) => `<Latest>${id}</Latest>`).join('')}</BlockList>`);
}
