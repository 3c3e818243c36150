// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium } from 'playwright';
import { launchOptions } from '../../browser/find-chromium.mjs';

const startLimitMs = 30_000;
const measureLimitMs = 900_000;
/** Each look is a request to the browser that is being measured. */
const everyMs = 500;

/**
 * @typedef {object} OwnBrowser a Chromium with one page
 * @property {() => import('playwright').Page} page another object after each `unwatched`
 * @property {<T>(run: (arg: T) => Promise<unknown>, arg: T) => Promise<number>} unwatched seconds that `run` takes in the
 * page while nobody is attached to the browser. It stands alone: nothing of this program is there
 * @property {() => Promise<void>} close
 */

/**
 * A test's driver is told of every request and every piece that arrives, which takes a seventh of the processor where
 * thousands of small files are sent. So what is measured runs with the driver away. The profile is on the disk: private
 * windows keep the browser's own files in memory and pass each write to another process.
 * @param {string} folder for the profile
 * @param {(page: import('playwright').Page) => Promise<void>} prepare for the page, whenever the driver comes (back)
 * @returns {Promise<OwnBrowser>}
 */
export async function openOwnBrowser(folder, prepare) {
  const { executablePath, args } = launchOptions();
  if (!executablePath) throw new Error('There is no Chromium to measure with.');
  const profile = await mkdtemp(join(folder, 'profile-'));
  const program = spawn(
    executablePath,
    [...args, '--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'],
    { stdio: 'ignore' },
  );
  const exited = once(program, 'exit');
  const origin = await devtoolsOf(profile);
  let { driver, page } = await attach();

  async function attach() {
    const driver = await chromium.connectOverCDP(origin, { isLocal: true });
    const [page] = driver.contexts()[0]?.pages() ?? [];
    if (!page) throw new Error('The browser has no page.');
    page.setDefaultTimeout(measureLimitMs);
    await prepare(page);
    return { driver, page };
  }

  return {
    page: () => page,
    async unwatched(run, arg) {
      await page.evaluate(`(${beginSoon})(${run}, ${JSON.stringify(arg)})`);
      await driver.close();
      await until(measureLimitMs, async () => (await titlesOf(origin)).includes('measured'));
      ({ driver, page } = await attach());
      const { seconds, error } = await page.evaluate('globalThis.measured');
      if (error) throw new Error(`The page could not do what is measured: ${error}`);
      return seconds;
    },
    async close() {
      // Not by a signal: where the program is a script around the browser, only that would end.
      const browser = await driver.newBrowserCDPSession();
      await browser.send('Browser.close');
      await exited;
    },
  };
}

/**
 * Runs in the page: begins once the driver is away, and tells the end by the page's title, which can be read without
 * attaching.
 * @template T @param {(arg: T) => Promise<unknown>} run @param {T} arg
 */
function beginSoon(run, arg) {
  // Those of an earlier measurement must not be taken for this one's.
  Object.assign(globalThis, { measured: undefined });
  document.title = '';
  setTimeout(async () => {
    const begun = performance.now();
    const measured = await run(arg).then(
      () => ({ seconds: (performance.now() - begun) / 1000 }),
      (error) => ({ error: String(error) }),
    );
    Object.assign(globalThis, { measured });
    document.title = 'measured';
  }, 1000);
}

/** Chromium writes the port it chose into its profile. @param {string} profile */
async function devtoolsOf(profile) {
  const read = () => readFile(join(profile, 'DevToolsActivePort'), 'utf8').catch(() => '');
  await until(startLimitMs, async () => (await read()).includes('\n'));
  const [port] = (await read()).split('\n');
  return `http://127.0.0.1:${port}`;
}

/** @param {string} origin @returns {Promise<string[]>} */
async function titlesOf(origin) {
  const targets = await (await fetch(`${origin}/json/list`)).json();
  return targets.map((/** @type {{ title: string }} */ { title }) => title);
}

/** @param {number} limitMs @param {() => Promise<boolean>} look */
async function until(limitMs, look) {
  const end = performance.now() + limitMs;
  while (!(await look())) {
    if (performance.now() > end) throw new Error('The browser did not come to an end in time.');
    await delay(everyMs);
  }
}
