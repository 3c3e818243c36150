import { expect, test } from 'vitest';
import { auditActions } from '#lib/audit/audit-actions.ts';
import { actionWords, thingOf } from './action-words.ts';
import { auditGroups } from './audit-view.ts';

test.each([
  ['dataset.delete', {}, 'deleted a dataset'],
  ['dataset.new-version', { n: 3 }, 'uploaded version 3 of a dataset'],
  ['dataset.download', { n: 2, files: 4 }, 'downloaded 4 files of version 2 of a dataset'],
  ['dataset.download', { n: 2 }, 'downloaded the file of version 2 of a dataset'],
  ['upload.reserve', { fileName: 'a.csv', size: 2000 }, 'began to upload a.csv (2 KB)'],
  ['share.revoke', { note: 'for Ada' }, 'revoked the link “for Ada” to a dataset'],
  ['share.export', { note: '' }, 'exported the accesses of a link to a dataset'],
  ['upload.change', { files: 3, without: 1 }, 'changed an upload to 3 files, leaving out 1 that was named'],
  ['upload.cancel', {}, 'cancelled an upload'],
  ['upload.cancel', { withMember: 'ab' }, 'cancelled an upload, as who sent it is no longer a member'],
  ['token.reveal', { slot: 'primary', purpose: 'show' }, 'was shown the primary token'],
  ['session.start', { client: 'curl/8.5.0' }, 'signed in (curl/8.5.0)'],
  ['something.new', {}, 'something.new'],
  ['constructor', {}, 'constructor'],
])('%s %j reads as words', (action, details, text) => {
  expect(actionWords(action, details, 'a dataset')).toBe(text);
});

test.each([
  ['share.create', 'made a link to the dataset', 'made a link to a dataset'],
  ['share.revoke', 'revoked a link to the dataset', 'revoked a link to a dataset'],
  ['experiment.delete', 'deleted the experiment', 'deleted an experiment'],
  ['dataset.describe', 'changed the README of the dataset', 'changed the README of a dataset'],
  ['member.leave', 'left the workspace', 'left the workspace'],
])('%s reads as words before the name of the thing, and without one', (action, named, gone) => {
  expect(actionWords(action, {}, thingOf(action, true))).toBe(named);
  expect(actionWords(action, {}, thingOf(action, false))).toBe(gone);
});

test('no action reads like code, whatever its details lack', () => {
  for (const action of auditActions) expect(actionWords(action, {}, 'it')).not.toContain(action);
});

test('every action is in a group of the filter, but what happens to the samples', () => {
  const groups: string[] = auditGroups.map(({ id }) => id);
  const outside = auditActions.filter((action) => !groups.includes(action.split('.')[0] ?? ''));
  expect(outside).toEqual(['samples.fill']);
});
