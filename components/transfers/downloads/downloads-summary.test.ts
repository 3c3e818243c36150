import { expect, it } from 'vitest';
import { emptyMeter, measure } from '#lib/transfers/progress-meter.ts';
import type { Download, DownloadPhase } from './downloads-store.ts';
import { summarizeDownloads } from './downloads-summary.ts';

const MB = 1_000_000;

function download(total: number, bytes: number, phase: DownloadPhase): Download {
  const job = {} as Download['job'];
  return { id: 'd', name: 'd.zip', bytes, total, phase, outcomes: [], job, startedAt: 0, remembered: false };
}

const summary = (downloads: Download[], meter = emptyMeter) =>
  summarizeDownloads({ downloads, meter, news: '' }, 1000);

it('says what runs, how far it is, how fast, and how long it takes', () => {
  const meter = measure(measure(emptyMeter, 0, 0), 1000, 40 * MB);
  const running = [
    download(100 * MB, 50 * MB, { name: 'loading' }),
    download(100 * MB, 30 * MB, { name: 'waiting', reason: 'storage is busy', retryAt: 0 }),
    download(900 * MB, 900 * MB, { name: 'done' }),
  ];
  expect(summary(running, meter)).toEqual({
    title: 'Downloading 2 items · 40 %',
    detail: '80 of 200 MB · 40 MB/s · 3 s left',
    percent: 40,
  });
});

it('says how much is there of what is to go on', () => {
  const paused = download(100 * MB, 21 * MB, { name: 'paused' });
  const before = download(50 * MB, 9 * MB, { name: 'interrupted' });
  expect(summary([paused, before])).toEqual({
    title: '1 item paused, 1 interrupted',
    detail: '30 of 150 MB',
    percent: undefined,
  });
  const others = [
    download(50 * MB, 50 * MB, { name: 'done' }),
    download(7 * MB, 3 * MB, { name: 'failed', reason: 'No.' }),
    download(7 * MB, 3 * MB, { name: 'cancelled' }),
  ];
  expect(summary([paused, ...others])?.detail).toBe('71 of 150 MB');
  expect(summary(others)).toEqual({
    title: '1 item downloaded, 1 failed, 1 cancelled',
    detail: '50 MB',
    percent: undefined,
  });
});

it('says nothing where there is nothing', () => {
  expect(summary([])).toBeUndefined();
});
