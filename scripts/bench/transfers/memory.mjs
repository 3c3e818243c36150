// @ts-check
import { readFile } from 'node:fs/promises';

const everyMs = 100;
const MiB = 1024 * 1024;
const pageBytes = 4096;

/**
 * By how many MiB the process of a page grows at most while something runs: the page and its workers are in one, so its
 * resident memory is all of theirs (/proc, Linux alone).
 * @param {import('playwright').Page} page @param {() => Promise<unknown>} run
 */
export async function watchMemory(page, run) {
  const pid = await rendererOf(page);
  const before = await residentMiB(pid);
  let most = before;
  let reading = Promise.resolve();
  const timer = setInterval(() => {
    reading = residentMiB(pid).then((now) => {
      most = Math.max(most, now);
    });
  }, everyMs);
  await run().finally(() => clearInterval(timer));
  await reading;
  return most - before;
}

/** The renderer that works while the page is kept busy. @param {import('playwright').Page} page */
async function rendererOf(page) {
  const devtools = await page.context().browser()?.newBrowserCDPSession();
  if (!devtools) throw new Error('The page belongs to no browser that can be asked.');
  const cpuTimes = async () => {
    const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
    return new Map(
      processInfo.filter(({ type }) => type === 'renderer').map(({ id, cpuTime }) => [id, cpuTime]),
    );
  };
  const before = await cpuTimes();
  await page.evaluate(() => {
    const until = performance.now() + 300;
    while (performance.now() < until);
  });
  const worked = [...(await cpuTimes())].map(([id, time]) => ({ id, time: time - (before.get(id) ?? 0) }));
  await devtools.detach();
  const busiest = worked.sort((a, b) => b.time - a.time)[0];
  if (!busiest) throw new Error('The browser tells of no renderer.');
  return busiest.id;
}

/** @param {number} pid */
async function residentMiB(pid) {
  const [, resident] = (await readFile(`/proc/${pid}/statm`, 'utf8')).split(' ');
  return (Number(resident) * pageBytes) / MiB;
}
