import { describe, expect, it } from 'vitest';
import { emptyMeter, measure } from '#lib/transfers/progress-meter.ts';
import type { ViewPhase } from '#lib/transfers/transfer-view.ts';
import type { Transfer } from './transfers-store.ts';
import { formatSeconds, percentOf, summarize, waitWords } from './tray-summary.ts';

const MB = 1_000_000;

function transfer(id: string, size: number, sent: number, phase: ViewPhase, batch = '1'): Transfer {
  return {
    id,
    workspaceId: 'w',
    requestId: undefined,
    kind: 'file',
    label: `${id}.csv`,
    name: id,
    described: false,
    batch,
    phase,
    size,
    sent,
    startedAt: 0,
    files: undefined,
    userId: 'me',
    forgetful: false,
    elsewhere: false,
    settled: false,
  };
}

const done: ViewPhase = { name: 'done', listed: { datasetId: 'd', name: 'x', version: 1 } };
const failed: ViewPhase = { name: 'failed', reason: 'No.', needs: 'retry' };

describe('summarize', () => {
  it('counts bytes over all files that will arrive, with rate and time left', () => {
    const meter = measure(measure(emptyMeter, 0, 0), 1000, 40 * MB);
    const view = {
      transfers: [
        transfer('a', 100 * MB, 60 * MB, { name: 'uploading' }),
        transfer('b', 100 * MB, 100 * MB, done),
        transfer('c', 900 * MB, 10 * MB, failed),
      ],
      meter,
      news: '',
    };
    expect(summarize(view, 1000)).toEqual({
      title: 'Uploading 1 file · 80 %',
      detail: '160 of 200 MB · 40 MB/s · 1 s left',
      percent: 80,
    });
  });

  it('tells no rate while all that runs waits', () => {
    const meter = measure(measure(emptyMeter, 0, 0), 1000, 40 * MB);
    const waiting = { name: 'waiting', reason: 'this device is offline', retryAt: undefined } as const;
    const transfers = [transfer('a', 100 * MB, 60 * MB, waiting)];
    expect(summarize({ transfers, meter, news: '' }, 1000).detail).toBe('60 of 100 MB');
    const others = [...transfers, transfer('b', 100 * MB, 60 * MB, { name: 'uploading' })];
    expect(summarize({ transfers: others, meter, news: '' }, 1000).detail).toMatch(/MB\/s/);
  });

  it('does not count what was through before this batch began', () => {
    const transfers = [
      transfer('a', 900 * MB, 900 * MB, done, '1'),
      transfer('b', 10 * MB, 5 * MB, { name: 'uploading' }, '2'),
    ];
    const { percent, detail } = summarize({ transfers, meter: emptyMeter, news: '' }, 0);
    expect([percent, detail]).toEqual([50, '5 of 10 MB']);
  });

  it('counts bytes of the very files it counts, once nothing runs', () => {
    const transfers = [transfer('a', 2 * MB, 2 * MB, done, '1'), transfer('b', 3 * MB, 3 * MB, done, '2')];
    const { title, detail } = summarize({ transfers, meter: emptyMeter, news: '' }, 0);
    expect([title, detail]).toEqual(['2 files uploaded', '5 MB']);
  });

  it('says how it ended', () => {
    const transfers = [
      transfer('a', 2 * MB, 2 * MB, done),
      transfer('b', 3 * MB, 3 * MB, done),
      transfer('c', 9 * MB, 1, failed),
      transfer('d', 9 * MB, 1, { name: 'cancelled' }),
    ];
    expect(summarize({ transfers, meter: emptyMeter, news: '' }, 0)).toEqual({
      title: '2 files uploaded, 1 failed, 1 cancelled',
      detail: '5 MB',
      percent: undefined,
    });
  });

  it('says how much is there of what can go on, once nothing runs', () => {
    const waiting = [
      transfer('a', 200 * MB, 70 * MB, { name: 'interrupted', handle: false }),
      transfer('b', 100 * MB, 20 * MB, { name: 'paused' }),
    ];
    const said = (transfers: Transfer[]) => summarize({ transfers, meter: emptyMeter, news: '' }, 0);
    expect(said(waiting)).toEqual({
      title: '1 file paused, 1 interrupted',
      detail: '90 of 300 MB',
      percent: undefined,
    });
    expect(said([...waiting, transfer('c', 10 * MB, 0, { name: 'uploading' })]).detail).toBe('0 B of 10 MB');
  });

  it('counts of a folder that failed in part the files that failed, and what is there of it', () => {
    const counts = { count: 40, done: 38, unchanged: 0, failedCount: 2, failed: [] };
    const files = { ...counts, leftOut: 0, countBefore: undefined };
    const said = (transfers: Transfer[]) => summarize({ transfers, meter: emptyMeter, news: '' }, 0);
    const folder: Transfer = { ...transfer('a', 40 * MB, 38 * MB, failed), kind: 'folder', files };
    expect(said([folder])).toMatchObject({ title: '2 files failed', detail: '38 of 40 MB' });
    // Refused as a whole, none of its files failed by itself.
    const refused = { ...folder, sent: 0, files: { ...files, done: 0, failedCount: 0 } };
    expect(said([refused])).toMatchObject({ title: '40 files failed', detail: '' });
  });

  it('tells no time while nothing moves, and holds for empty files', () => {
    const stuck = [transfer('a', 5 * MB, 0, { name: 'queued' })];
    expect(summarize({ transfers: stuck, meter: emptyMeter, news: '' }, 0).detail).toBe('0 B of 5 MB');
    const empty = [transfer('a', 0, 0, { name: 'uploading' })];
    expect(summarize({ transfers: empty, meter: emptyMeter, news: '' }, 0).title).toBe(
      'Uploading 1 file · 0 %',
    );
  });
});

it('says 100 only when everything is through', () => {
  expect(percentOf(999_999, 1_000_000)).toBe(99);
  expect(percentOf(5, 5)).toBe(100);
});

it.each([
  [0.2, '1 s'],
  [33, '33 s'],
  [61, '1 min'],
  [3599, '1 h'],
  [7500, '2 h 5 min'],
])('says %d seconds as %s', (seconds, words) => {
  expect(formatSeconds(seconds)).toBe(words);
});

it.each([
  [undefined, 'This device is offline; it goes on by itself.'],
  [61_500, 'This device is offline, trying again in 2 s.'],
  [60_100, 'This device is offline, trying again.'],
])('says what is waited for until %s', (retryAt, words) => {
  expect(waitWords({ reason: 'this device is offline', retryAt }, 60_000)).toBe(words);
});
