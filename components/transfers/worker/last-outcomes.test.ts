import { expect, it } from 'vitest';
import type { FileOutcome } from '#lib/transfers/folder-state.ts';
import { lastOf } from './last-outcomes.ts';

const through = { outcome: 'uploaded', bytes: 1, md5: 'd', seconds: 1, reason: undefined } as const;
const failed: FileOutcome = { ...through, path: 'a', outcome: 'failed', md5: undefined, reason: 'gone' };

it('tells a file that was sent again by its last outcome alone', () => {
  const sent: FileOutcome[] = [{ ...through, path: 'b' }, failed, { ...through, path: 'a' }];
  expect(lastOf(sent)).toEqual([
    { ...through, path: 'a' },
    { ...through, path: 'b' },
  ]);
});
