import { expect, it } from 'vitest';
import type { ViewPhase } from '#lib/transfers/transfer-view.ts';
import {
  findTransfer,
  putTransfer,
  settleTransfer,
  type Transfer,
  transfersStore,
} from './transfers-store.ts';

function put(name: ViewPhase['name']): string {
  const phase = { name, reason: 'No.', needs: 'retry', handle: false } as ViewPhase;
  const facts = { id: 'a', label: 'rain.csv', name: 'rain', batch: '1', size: 9, sent: 1 };
  putTransfer({ ...facts, phase } as Transfer);
  return transfersStore.get().news;
}

it('tells people who do not see the tray what happens, also when it goes on', () => {
  expect(put('queued')).toBe('Uploading rain.csv.');
  expect(put('uploading')).toBe('Uploading rain.csv.');
  expect(put('paused')).toBe('rain.csv is paused.');
  expect(put('queued')).toBe('Uploading rain.csv.');
  expect(put('interrupted')).toBe('rain.csv was interrupted and can go on.');
  expect(put('uploading')).toBe('Uploading rain.csv.');
  expect(put('waiting')).toBe('Uploading rain.csv.');
  expect(put('cancelled')).toBe('rain.csv was cancelled.');
});

it('keeps in mind that the history has a transfer, whatever is told of it afterwards', () => {
  put('confirming');
  expect(findTransfer('a')?.settled).toBe(false);
  put('cancelled');
  settleTransfer('a');
  put('cancelled');
  expect(findTransfer('a')?.settled).toBe(true);
});
