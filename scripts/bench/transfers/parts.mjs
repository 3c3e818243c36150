// @ts-check
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { openPortalPage } from './browser.mjs';
import { inTurn } from './in-turn.mjs';
import { longestTask, watchTasks } from './main-thread.mjs';
import { watchMemory } from './memory.mjs';
import { makeRandomFile, makeSmallFiles, makeSparseFile } from './test-files.mjs';

/**
 * @typedef {object} Setting
 * @property {import('./stage.mjs').Stage} stage
 * @property {import('./peers.mjs').Peer[]} peers
 * @property {number} round
 * @property {number} mib size of the large file
 * @property {number} files how many small ones
 *
 * @typedef {Record<string, number>} Samples
 */

/** What can be measured by itself. @type {Record<string, (setting: Setting) => Promise<Samples>>} */
export const parts = { upload, sink, gigabit, download, latency, narrow, small, many, far, memory };

/** @param {Setting} setting */
async function upload({ stage, peers, round, mib }) {
  const portal = await stage.portalAt(await stage.azurite());
  const containerUrl = await stage.containerUrl();
  const file = await makeRandomFile(stage.folder, mib);
  const page = await openPortalPage(stage, portal);
  await warmUp(stage, page, inContainer(containerUrl, 'before'));
  return measureInTurn(round, mib, 'upload', [
    ['Sluice', () => page.upload(file, 'measured')],
    ['bare fetch', () => page.bareUpload(file, inContainer(containerUrl, 'bare'))],
    ...peers.map((peer) => subject(peer.name, () => peer.upload(file, containerUrl, `from ${peer.name}`))),
  ]);
}

/** Against storage that keeps nothing, so that the client is what limits. @param {Setting} setting */
async function sink({ stage, round, mib }) {
  const origin = await stage.sink();
  const portal = await stage.portalAt(origin);
  const file = await makeRandomFile(stage.folder, mib);
  const { page, ...portalPage } = await openPortalPage(stage, portal);
  const { upload, bareUpload } = portalPage;
  await warmUp(stage, portalPage, `${origin}/bare/before`);
  await page().evaluate(watchTasks);
  let longest = 0;
  const measured = await measureInTurn(round, mib, 'sink', [
    [
      'Sluice',
      async () => {
        const seconds = await upload(file, 'measured');
        longest = await page().evaluate(longestTask);
        return seconds;
      },
    ],
    ['bare fetch', () => bareUpload(file, `${origin}/bare/blob`)],
    ['bare fetch, file read twice', () => bareUpload(file, `${origin}/bare/again`, { readTwice: true })],
  ]);
  return {
    ...measured,
    'longest task: Sluice': longest,
    'longest task: budget': 50,
  };
}

/** The same at the end of a line of 1 Gbit/s. @param {Setting} setting */
async function gigabit({ stage, round, mib }) {
  const origin = await stage.sink(1000);
  const file = await makeRandomFile(stage.folder, mib);
  const { upload, bareUpload } = await openPortalPage(stage, await stage.portalAt(origin));
  return measureInTurn(round, mib, 'gigabit', [
    ['Sluice', () => upload(file, 'measured')],
    ['bare fetch', () => bareUpload(file, `${origin}/bare/blob`)],
  ]);
}

/** @param {Setting} setting */
async function download(setting) {
  return downloads(setting, await setting.stage.azurite(), 'download');
}

/** Both ways over a line with delay and losses. @param {Setting} setting */
async function latency(setting) {
  return overLine(setting, await setting.stage.slowWire(await setting.stage.azurite()), 'slow');
}

/** Both ways over a line that is slower than any of the clients. @param {Setting} setting */
async function narrow(setting) {
  return overLine(setting, await setting.stage.narrowWire(await setting.stage.azurite()), 'narrow');
}

/** A quarter of the size, as it takes its time. @param {Setting} setting @param {string} line origin @param {string} title */
async function overLine({ stage, peers, round, mib, files }, line, title) {
  const size = Math.max(1, Math.floor(mib / 4));
  const portal = await stage.portalAt(line);
  const containerUrl = overWire(await stage.containerUrl(), line);
  const file = await makeRandomFile(stage.folder, size);
  const page = await openPortalPage(stage, portal);
  const up = await measureInTurn(round, size, `${title} upload`, [
    ['Sluice', () => page.upload(file, 'measured')],
    ...peers.map((peer) => subject(peer.name, () => peer.upload(file, containerUrl, `from ${peer.name}`))),
  ]);
  const down = await downloads({ stage, peers, round, mib: size, files }, line, `${title} download`);
  return { ...up, ...down };
}

/** @param {Setting} setting @param {string} storage origin @param {string} title */
async function downloads({ stage, peers, round, mib }, storage, title) {
  const portal = await stage.portalAt(storage);
  const file = await makeRandomFile(stage.folder, mib);
  const { readUrls, nativeDownload, ...browserPage } = await openPortalPage(stage, portal);
  await browserPage.upload(file, 'measured');
  const [url = ''] = await readUrls('measured');
  // The same blob for everybody: peers read it by a key for the whole container.
  const [container = '', ...blob] = new URL(url).pathname.split('/').slice(2);
  const containerUrl = overWire(await stage.containerUrl(container), storage);
  /** @param {string} name */
  const target = (name) => join(stage.folder, `${title} ${name.replaceAll('/', ' ')}`);
  return measureInTurn(round, mib, title, [
    ['Sluice, verified', () => browserPage.download('measured')],
    ['native link', () => nativeDownload(url)],
    ...peers.map((peer) =>
      subject(peer.name, () => peer.download(containerUrl, blob.join('/'), target(peer.name))),
    ),
  ]);
}

/** Many small files as one folder: the first after everybody's start, and the same once more. @param {Setting} setting */
async function small({ stage, peers, round, files }) {
  const folder = await makeSmallFiles(stage.folder, files, 50 * 1024);
  const containerUrl = await stage.containerUrl();
  const portal = await stage.portalAt(await stage.azurite());
  const page = await openPortalPage(stage, portal);
  const capable = peers.filter(({ uploadFolder }) => uploadFolder);
  /** @param {string} title @param {string} place */
  const pass = (title, place) =>
    measureInTurn(round, files, title, [
      ['Sluice', () => page.uploadFolder(folder, place)],
      ['bare fetch', () => page.bareUploadFolder(folder, inContainer(containerUrl, `bare ${place}`))],
      ...capable.map((peer) =>
        subject(
          peer.name,
          () => peer.uploadFolder?.(folder, containerUrl, `${peer.name} ${place}`) ?? Promise.resolve(0),
        ),
      ),
    ]);
  return { ...(await pass('first small files', 'first')), ...(await pass('small files', 'again')) };
}

/** Many small files of one dataset, to disk. @param {Setting} setting */
async function many({ stage, peers, round, files }) {
  const folder = await makeSmallFiles(stage.folder, files, 50 * 1024);
  const page = await openPortalPage(stage, await stage.portalAt(await stage.azurite()));
  await page.uploadFolder(folder, 'measured');
  return manyDownloads({ stage, peers, round, files }, page, await stage.azurite(), 'many');
}

/**
 * @param {Pick<Setting, 'stage' | 'peers' | 'round' | 'files'>} setting
 * @param {import('./browser.mjs').PortalPage} page whose dataset "measured" has the files
 * @param {string} storage origin @param {string} title
 */
async function manyDownloads({ stage, peers, round, files }, page, storage, title) {
  const urls = await page.readUrls('measured');
  // The same blobs for everybody: peers read what they begin with by a key for the whole container.
  const [container = '', dataset = '', version = ''] = new URL(urls[0] ?? '').pathname.split('/').slice(2);
  const containerUrl = overWire(await stage.containerUrl(container), storage);
  const capable = peers.filter(({ downloadFolder }) => downloadFolder);
  return measureInTurn(round, files, title, [
    ['Sluice, zip', () => page.downloadMany('measured', 'zip')],
    ['Sluice, folder', () => page.downloadMany('measured', 'folder')],
    ['bare fetch', () => page.bareDownloads(urls)],
    ...capable.map((peer) =>
      subject(
        peer.name,
        () =>
          peer.downloadFolder?.(
            containerUrl,
            `${dataset}/${version}`,
            join(stage.folder, `${title} ${peer.name}`),
          ) ?? Promise.resolve(0),
      ),
    ),
  ]);
}

/** A quarter of the small files, over a line with delay and losses. @param {Setting} setting */
async function far({ stage, peers, round, files }) {
  const count = Math.max(1, Math.floor(files / 4));
  const line = await stage.slowWire(await stage.azurite());
  const folder = await makeSmallFiles(stage.folder, count, 50 * 1024);
  const containerUrl = overWire(await stage.containerUrl(), line);
  const page = await openPortalPage(stage, await stage.portalAt(line));
  const capable = peers.filter(({ uploadFolder }) => uploadFolder);
  const up = await measureInTurn(round, count, 'slow small files', [
    ['Sluice', () => page.uploadFolder(folder, 'measured')],
    ...capable.map((peer) =>
      subject(peer.name, () => peer.uploadFolder?.(folder, containerUrl, peer.name) ?? Promise.resolve(0)),
    ),
  ]);
  const setting = { stage, peers, round, files: count };
  return { ...up, ...(await manyDownloads(setting, page, line, 'slow many')) };
}

/** How much the page grows while a file of four times the size goes up. @param {Setting} setting */
async function memory({ stage, mib }) {
  const portal = await stage.portalAt(await stage.sink());
  const page = await openPortalPage(stage, portal);
  // Loads the code of uploads, which is no growth of theirs.
  await page.upload(await makeRandomFile(stage.folder, 32), 'before');
  const file = await makeSparseFile(stage.folder, mib * 4);
  const growth = await watchMemory(page.page(), () => page.upload(file, 'measured'));
  return { 'memory: Sluice': growth, 'memory: budget': 200 };
}

/**
 * A small file goes up unmeasured, as the portal and the page have just started.
 * @param {import('./stage.mjs').Stage} stage @param {Pick<import('./browser.mjs').PortalPage, 'upload' | 'bareUpload'>} page
 * @param {string} blobUrl where the bare one goes
 */
async function warmUp(stage, page, blobUrl) {
  const file = await makeRandomFile(stage.folder, 64);
  await page.upload(file, 'before');
  await page.bareUpload(file, blobUrl);
}

/** @param {string} name @param {() => Promise<number>} run @returns {[string, () => Promise<number>]} */
function subject(name, run) {
  return [name, run];
}

/**
 * Samples named "title: subject" in amounts a second. @param {number} round @param {number} amount MiB or files
 * @param {string} title @param {[string, () => Promise<number>][]} subjects each answers seconds
 */
async function measureInTurn(round, amount, title, subjects) {
  /** @type {Samples} */
  const measured = {};
  for (const [name, run] of inTurn(subjects, round)) {
    // Else whoever comes later waits for the disk to take what those before have written.
    spawnSync('sync');
    const seconds = await run();
    measured[`${title}: ${name}`] = amount / seconds;
    console.log(`  ${title}, ${name}: ${seconds.toFixed(1)} s`);
  }
  return measured;
}

/** @param {string} containerUrl with a SAS @param {string} blob */
function inContainer(containerUrl, blob) {
  const url = new URL(containerUrl);
  url.pathname += `/${blob}`;
  return url.href;
}

/** @param {string} url @param {string} origin */
function overWire(url, origin) {
  return url.replace(new URL(url).origin, origin);
}
