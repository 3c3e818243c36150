import { expect, test } from 'vitest';
import type { Download } from './downloads/downloads-store.ts';
import { recordOf } from './downloads/remember-download.ts';
import type { EndedTransfer } from './journal/upload-record.ts';
import { receiptName, receiptOf } from './receipt.ts';

const file = { path: 'a.csv', bytes: 3, md5: '0'.repeat(32), seconds: 0.5, reason: undefined };
const upload: EndedTransfer = {
  ...{ id: '1', userId: 'u', workspaceId: 'w', batch: 'b', label: 'gauges', name: '=gauges', size: 3 },
  ...{ outcome: 'uploaded', reason: undefined, datasetId: 'd', version: 2, startedAt: 0, endedAt: 0 },
  files: [
    { ...file, outcome: 'uploaded' },
    { ...file, path: 'b.csv', outcome: 'unchanged' },
  ],
};
const version = { workspaceId: 'w', datasetId: 'd', n: 2 };
const download: Download = {
  ...{ id: '2', name: 'gauges.zip', bytes: 3, total: 3, startedAt: 0, remembered: false },
  phase: { name: 'failed', reason: '1 of 2 files could not be saved.' },
  outcomes: [
    { path: 'a.csv', size: 3, md5: '1'.repeat(32), verified: true, seconds: 1 },
    { path: 'b.csv', size: 4, md5: null, verified: false, seconds: 0, reason: 'No room.' },
  ],
  job: { kind: 'zip', name: 'gauges.zip', place: { kind: 'own' }, createdAt: '', version, files: [] },
};

test('a line for each file: outcome, bytes, MD5, seconds; no cell is a formula', () => {
  expect(receiptOf([upload]).split('\r\n')).toEqual([
    'dataset,version,file,outcome,bytes,md5,seconds,reason,ended',
    `'=gauges,2,a.csv,uploaded,3,${'0'.repeat(32)},0.500,,1970-01-01T00:00:00.000Z`,
    `'=gauges,2,b.csv,unchanged,3,${'0'.repeat(32)},0.500,,1970-01-01T00:00:00.000Z`,
    '',
  ]);
});

test('an upload that failed lists no file as uploaded, a download those that arrived', () => {
  const failed = receiptOf([{ ...upload, outcome: 'failed', reason: 'No.' }]);
  expect(failed.match(/,uploaded,/)).toBeNull();
  const record = { ...recordOf(download), userId: 'u', workspaceId: 'w', datasetId: 'd', version: 2 };
  expect(
    receiptOf([{ ...record, endedAt: 0 }])
      .split('\r\n')
      .slice(1),
  ).toEqual([
    `gauges,2,a.csv,downloaded,3,${'1'.repeat(32)},1.000,,1970-01-01T00:00:00.000Z`,
    'gauges,2,b.csv,failed,4,,0.000,No room.,1970-01-01T00:00:00.000Z',
    '',
  ]);
});

test('the name tells the dataset, its version and when it ended, so that receipts of one day are told apart', () => {
  const at = (seconds: number) => new Date(2026, 10, 7, 14, 3, seconds).getTime();
  const rain = { ...upload, name: 'rain: "daily"', endedAt: at(2) };
  expect(receiptName([rain])).toBe('rain_ _daily_ v2 receipt 2026-11-07 14.03.02.csv');
  expect(receiptName([{ ...rain, version: undefined, endedAt: at(3) }])).toBe(
    'rain_ _daily_ receipt 2026-11-07 14.03.03.csv',
  );
  const several = [rain, { ...upload, name: 'snow', endedAt: at(9) }, { ...rain, version: 3 }];
  expect(receiptName(several)).toBe('rain_ _daily_ and 1 more receipt 2026-11-07 14.03.09.csv');
});

test('a long name leaves room for the time', () => {
  const name = receiptName([{ ...upload, name: '🌊'.repeat(250), endedAt: 0 }]);
  expect(new TextEncoder().encode(name).length).toBeLessThan(255);
  expect(name).toMatch(/^(🌊){50}… v2 receipt [\d-]{10} [\d.]{8}\.csv$/u);
});
