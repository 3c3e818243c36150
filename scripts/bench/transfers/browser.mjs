// @ts-check
import { statSync } from 'node:fs';
import { signInByApi } from '../../browser/sign-in.mjs';
import { openOwnBrowser } from './own-browser.mjs';

const MiB = 1024 * 1024;

/** @typedef {import('../../start/spawn-starter.mjs').RuntimeFacts} Portal */

/**
 * @typedef {object} PortalPage a page of a portal as its user has it; calls that measure answer seconds
 * @property {() => import('playwright').Page} page another object after each measurement
 * @property {(file: string, name: string) => Promise<number>} upload from the click to the listing
 * @property {(folder: string, name: string) => Promise<number>} uploadFolder as one dataset
 * @property {(name: string) => Promise<number>} download the portal's own, verified, to disk
 * @property {(name: string) => Promise<string>} readUrl
 * @property {(file: string, blobUrl: string, how?: { readTwice: boolean }) => Promise<number>} bareUpload nothing but
 * parallel fetches; where told so, beside reading the file once more, as who hashes it must
 * @property {(folder: string, folderUrl: string) => Promise<number>} bareUploadFolder nothing but a request for each file
 * @property {(url: string) => Promise<number>} nativeDownload the browser's own by a link, unverified
 *
 * @typedef {{ selector: string, text?: string }} Sought an element in the tray
 */

/**
 * Closes with the stage. @param {import('./stage.mjs').Stage} stage @param {Portal} portal
 * @returns {Promise<PortalPage>}
 */
export async function openPortalPage(stage, portal) {
  const browser = await openOwnBrowser(stage.folder, (page) => page.addInitScript(chooseOwnPlace));
  stage.alsoClose(() => browser.close());
  const { workspaceId } = await signInByApi(browser.page().context(), portal);
  const list = `${portal.url}/w/${workspaceId}/datasets`;
  await browser.page().goto(list);
  const tray = () => browser.page().getByRole('region', { name: 'Transfers' });

  /** @param {import('playwright').Locator} button @param {Sought} sought */
  async function fromClickTo(button, sought) {
    await button.evaluate((element) => element.setAttribute('data-measured', ''));
    const seconds = await browser.unwatched(clickUntil, { button: '[data-measured]', ...sought });
    await tray().getByRole('button', { name: 'Clear finished' }).click();
    return seconds;
  }

  /** @param {string} input @param {string} path @param {string} name */
  async function upload(input, path, name) {
    const page = browser.page();
    await page.getByRole('main').getByRole('button', { name: 'Upload', exact: true }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(input).setInputFiles(path);
    await dialog.getByLabel('Name', { exact: true }).fill(name);
    const button = dialog.getByRole('button', { name: 'Upload', exact: true });
    return fromClickTo(button, { selector: `a[aria-label="Open ${name}"]` });
  }

  /** @param {string} path of a file or a folder @param {() => Promise<number>} run with a page that has it in `#bare` */
  async function withInput(path, run) {
    await browser.page().evaluate((isFolder) => {
      const input = document.createElement('input');
      Object.assign(input, { type: 'file', id: 'bare', webkitdirectory: isFolder });
      document.body.append(input);
    }, statSync(path).isDirectory());
    await browser.page().locator('#bare').setInputFiles(path);
    const seconds = await run();
    await browser.page().evaluate(() => document.querySelector('#bare')?.remove());
    return seconds;
  }

  return {
    page: browser.page,
    upload: (file, name) => upload('Choose files', file, name),
    uploadFolder: (folder, name) => upload('Choose a folder', folder, name),
    async download(name) {
      await browser.page().getByRole('table').getByRole('link', { name, exact: true }).click();
      await browser.page().getByRole('heading', { level: 1, name }).waitFor();
      const button = browser.page().getByRole('button', { name: /^Download/ });
      const seconds = await fromClickTo(button.first(), {
        selector: 'span',
        text: 'downloaded and verified',
      });
      await browser.page().evaluate(async () => {
        const folder = await navigator.storage.getDirectory();
        // Refused while the file is being closed, of whose end nobody tells.
        for (let tries = 1; ; tries++) {
          const refusal = await folder.removeEntry('picked').catch((error) => error);
          if (!refusal || refusal.name === 'NotFoundError') break;
          if (refusal.name !== 'NoModificationAllowedError' || tries === 100) throw refusal;
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      });
      await browser.page().goto(list);
      return seconds;
    },
    readUrl: (name) =>
      browser.page().evaluate(
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
    bareUpload: (file, blobUrl, { readTwice } = { readTwice: false }) =>
      withInput(file, () =>
        browser.unwatched(sendSlices, { ...{ blobUrl, readTwice }, ...{ blockBytes: 8 * MiB, lanes: 6 } }),
      ),
    bareUploadFolder: (folder, folderUrl) =>
      withInput(folder, () => browser.unwatched(sendFiles, { folderUrl, lanes: 6 })),
    async nativeDownload(url) {
      const page = browser.page();
      const started = page.waitForEvent('download');
      const begun = performance.now();
      await page.evaluate((href) => {
        const link = document.createElement('a');
        Object.assign(link, { href, download: 'native' });
        link.click();
      }, url);
      const file = await started;
      await file.path();
      const seconds = (performance.now() - begun) / 1000;
      await file.delete();
      return seconds;
    },
  };
}

/**
 * Runs in the page: from a click until such an element is in the tray.
 * @param {Sought & { button: string }} given
 */
function clickUntil({ button, selector, text }) {
  return new Promise((resolve) => {
    const look = () => {
      const found = [...document.querySelectorAll(`section[aria-label="Transfers"] ${selector}`)];
      if (!found.some(({ textContent }) => text === undefined || textContent === text)) return;
      observer.disconnect();
      resolve(undefined);
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    performance.mark('transfer begins');
    /** @type {HTMLElement | null} */ (document.querySelector(button))?.click();
  });
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

/**
 * Runs in the page: uploads slices of a file by nothing but parallel fetches, without hashes or retries.
 * @param {{ blobUrl: string, blockBytes: number, lanes: number, readTwice: boolean }} options
 */
async function sendSlices({ blobUrl, blockBytes, lanes, readTwice }) {
  const input = /** @type {HTMLInputElement | null} */ (document.querySelector('#bare'));
  const file = input?.files?.[0];
  if (!file) throw new Error('no file was chosen');
  const ids = Array.from({ length: Math.ceil(file.size / blockBytes) }, (_, index) =>
    btoa(String(index).padStart(6, '0')),
  );
  /** @param {string} query @param {BodyInit} body */
  const put = async (query, body) => {
    const url = `${blobUrl}${blobUrl.includes('?') ? '&' : '?'}${query}`;
    const answer = await fetch(url, { method: 'PUT', body });
    if (!answer.ok) throw new Error(`storage answered ${answer.status}`);
  };
  const blocks = ids.entries();
  const lane = async () => {
    for (const [index, id] of blocks)
      await put(
        `comp=block&blockid=${encodeURIComponent(id)}`,
        file.slice(index * blockBytes, (index + 1) * blockBytes),
      );
  };
  const read = async () => {
    const reader = file.stream().getReader({ mode: 'byob' });
    let room = new ArrayBuffer(1024 * 1024);
    for (;;) {
      const { value, done } = await reader.read(new Uint8Array(room));
      if (done) return;
      room = value.buffer;
    }
  };
  await Promise.all([...Array.from({ length: lanes }, lane), ...(readTwice ? [read()] : [])]);
  await put('comp=blocklist', `<BlockList>${ids.map((id) => `<Latest>${id}</Latest>`).join('')}</BlockList>`);
}

/**
 * Runs in the page: uploads files by nothing but a request for each, without hashes or retries.
 * @param {{ folderUrl: string, lanes: number }} options
 */
async function sendFiles({ folderUrl, lanes }) {
  const input = /** @type {HTMLInputElement | null} */ (document.querySelector('#bare'));
  const files = [...(input?.files ?? [])].entries();
  const lane = async () => {
    for (const [index, body] of files) {
      const url = new URL(folderUrl);
      url.pathname += `/${index}`;
      const answer = await fetch(url, { method: 'PUT', headers: { 'x-ms-blob-type': 'BlockBlob' }, body });
      if (!answer.ok) throw new Error(`storage answered ${answer.status}`);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
