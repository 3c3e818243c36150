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
 * @property {(name: string, how: 'zip' | 'folder') => Promise<number>} downloadMany the same of a dataset of many files
 * @property {(name: string) => Promise<string[]>} readUrls of its files
 * @property {(file: string, blobUrl: string, how?: { readTwice: boolean }) => Promise<number>} bareUpload nothing but
 * parallel fetches; where told so, beside reading the file once more, as who hashes it must
 * @property {(folder: string, folderUrl: string) => Promise<number>} bareUploadFolder nothing but a request for each file
 * @property {(urls: string[]) => Promise<number>} bareDownloads nothing but a request for each, kept nowhere
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

  /** @param {string} name @param {(page: import('playwright').Page) => import('playwright').Locator | Promise<import('playwright').Locator>} find what is clicked */
  async function download(name, find) {
    await browser.page().getByRole('table').getByRole('link', { name, exact: true }).click();
    await browser.page().getByRole('heading', { level: 1, name }).waitFor();
    const seconds = await fromClickTo(await find(browser.page()), {
      selector: 'span',
      text: 'downloaded and verified',
    });
    await browser.page().evaluate(removePicked);
    await browser.page().goto(list);
    return seconds;
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
    download: (name) => download(name, (page) => page.getByRole('button', { name: /^Download/ }).first()),
    downloadMany: (name, how) =>
      download(name, async (page) => {
        await page
          .getByRole('button', { name: /^Download/ })
          .first()
          .click();
        return page.getByRole('menuitem', {
          name: how === 'zip' ? 'Download as zip' : 'Download into a folder…',
        });
      }),
    readUrls: (name) => browser.page().evaluate(keysOf, { workspaceId, name }),
    bareUpload: (file, blobUrl, { readTwice } = { readTwice: false }) =>
      withInput(file, () =>
        browser.unwatched(sendSlices, { ...{ blobUrl, readTwice }, ...{ blockBytes: 8 * MiB, lanes: 6 } }),
      ),
    bareUploadFolder: (folder, folderUrl) =>
      withInput(folder, () => browser.unwatched(sendFiles, { folderUrl, lanes: 6 })),
    bareDownloads: (urls) => browser.unwatched(readFiles, { urls, lanes: 6 }),
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
 * Nobody can answer a headless browser's question where to save: what is downloaded goes into the browser's own file
 * system, which is on the same disk.
 */
function chooseOwnPlace() {
  Object.assign(globalThis, {
    showSaveFilePicker: async () => {
      const folder = await navigator.storage.getDirectory();
      return folder.getFileHandle('picked', { create: true });
    },
    showDirectoryPicker: async () => {
      const folder = await navigator.storage.getDirectory();
      return folder.getDirectoryHandle('picked', { create: true });
    },
  });
}

/** Runs in the page: removes what `chooseOwnPlace` gave. */
async function removePicked() {
  const folder = await navigator.storage.getDirectory();
  // Refused while a file is being closed, of whose end nobody tells.
  for (let tries = 1; ; tries++) {
    const refusal = await folder.removeEntry('picked', { recursive: true }).catch((error) => error);
    if (!refusal || refusal.name === 'NotFoundError') break;
    if (refusal.name !== 'NoModificationAllowedError' || tries === 100) throw refusal;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
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

/**
 * Runs in the page: addresses with a key to read, of all files of a dataset's first version.
 * @param {{ workspaceId: string, name: string }} dataset @returns {Promise<string[]>}
 */
async function keysOf({ workspaceId, name }) {
  const root = `/api/v1/workspaces/${workspaceId}/datasets`;
  /** @param {string} path @param {object} [body] */
  const call = async (path, body) => {
    const headers = { 'content-type': 'application/json' };
    const init = body ? { method: 'POST', headers, body: JSON.stringify(body) } : {};
    return (await fetch(`${root}${path}`, init)).json();
  };
  const { items } = await call(`?search=${encodeURIComponent(name)}`);
  const { id } = items.find((/** @type {{ name: string }} */ item) => item.name === name);
  const paths = [];
  for (let query = '', more = true; more; ) {
    const { items, nextAfter } = await call(`/${id}/versions/1/files${query}`);
    paths.push(...items.map((/** @type {{ path: string }} */ { path }) => path));
    query = `?after=${encodeURIComponent(nextAfter)}`;
    more = nextAfter !== null;
  }
  const urls = [];
  for (let at = 0; at < paths.length; at += 200) {
    const wanted = { purpose: 'download', paths: paths.slice(at, at + 200) };
    const { keys } = await call(`/${id}/versions/1/read-keys`, wanted);
    urls.push(...keys.map((/** @type {{ url: string }} */ { url }) => url));
  }
  return urls;
}

/**
 * Runs in the page: reads files by nothing but a request for each, without hashes or retries, and keeps nothing.
 * @param {{ urls: string[], lanes: number }} options
 */
async function readFiles({ urls, lanes }) {
  const left = urls.values();
  const lane = async () => {
    for (const url of left) {
      const answer = await fetch(url, { cache: 'no-store' });
      if (!answer.ok) throw new Error(`storage answered ${answer.status}`);
      await answer.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
