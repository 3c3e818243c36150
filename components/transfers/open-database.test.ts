import type { openDB } from 'idb';
import { expect, it, vi } from 'vitest';
import { openerOf } from './open-database.ts';

type Callbacks = Parameters<typeof openDB>[2] & object;

/** An opener, and what the browser does by then: `opens` answers, or never. */
function opener(opens: () => Promise<unknown>) {
  let given: Callbacks = {};
  const close = vi.fn();
  const asked = vi.fn();
  const open = openerOf('test', 2, () => {}, ((_name: string, _version: number, callbacks: Callbacks) => {
    given = callbacks;
    asked();
    return opens();
  }) as typeof openDB);
  const event = { target: { close } } as unknown as IDBVersionChangeEvent;
  return {
    ...{ open, close, asked },
    laterRelease: () => given.blocking?.(2, 3, event),
    earlierRelease: () => given.blocked?.(1, 2, event),
  };
}

it('opens a database once for all who ask', async () => {
  const { open, asked } = opener(async () => 'database');
  expect(await Promise.all([open(), open()])).toEqual(['database', 'database']);
  expect(asked).toHaveBeenCalledOnce();
});

it('makes way for a tab of a later release, and is opened anew by the next question', async () => {
  const { open, close, asked, laterRelease } = opener(async () => 'database');
  await open();
  laterRelease();
  expect(close).toHaveBeenCalledOnce();
  await open();
  expect(asked).toHaveBeenCalledTimes(2);
});

it('keeps nobody waiting for a tab of an earlier release', async () => {
  const { open, earlierRelease } = opener(() => new Promise(() => {}));
  const asked = open();
  earlierRelease();
  await expect(asked).rejects.toThrow('A tab of an earlier release holds it.');
});
