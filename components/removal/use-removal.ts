'use client';

import { useMutation } from '@tanstack/react-query';
import { errorSentence } from '#components/ui/error-notice.tsx';
import { showToast } from '#components/ui/toast-store.ts';
import { failureText, type Named, namesOf } from './batch-words.ts';
import { eachApart } from './each-apart.ts';

/** What can be deleted and, for some days, restored. */
export interface Removable {
  /** Singular: `dataset`. */
  noun: string;
  remove: (id: string) => Promise<unknown>;
  restore: (id: string) => Promise<unknown>;
  /** Asks anew what the pages show of them. */
  changed: () => Promise<void>;
}

/** Called with those that were changed, also where nothing on the page waits for it any more. */
export type OnDone = (done: readonly Named[]) => void;

function tellFailures(
  failures: readonly { item: Named; error: unknown }[],
  noun: string,
  verb: 'deleted' | 'restored',
) {
  const reasons = failures.map(({ item, error }) => ({ item, reason: errorSentence(error) }));
  const text = failureText(reasons, noun, verb);
  if (text) showToast({ text, tone: 'bad' });
}

/** Restores things and says how it went. One that fails holds up no other. */
export function useRestore({ noun, restore, changed }: Removable, onDone?: OnDone) {
  return useMutation({
    mutationFn: (things: readonly Named[]) => eachApart(things, ({ id }) => restore(id)),
    onSuccess: async ({ done, failures }) => {
      onDone?.(done);
      tellFailures(failures, noun, 'restored');
      if (done.length > 0) showToast({ text: `${namesOf(done, noun)} restored.` });
      await changed();
    },
  });
}

/** Failures are told apart; the toast that offered it only waits. */
const ended = () => {};

/** Deletes things; the toast offers to undo it. One that fails holds up no other. */
export function useDelete(removable: Removable, onDone?: OnDone) {
  const { noun, remove, changed } = removable;
  const { mutateAsync: restore } = useRestore(removable);
  return useMutation({
    mutationFn: (things: readonly Named[]) => eachApart(things, ({ id }) => remove(id)),
    onSuccess: async ({ done, failures }) => {
      onDone?.(done);
      tellFailures(failures, noun, 'deleted');
      if (done.length > 0)
        showToast({
          text: `${namesOf(done, noun)} deleted.`,
          action: { label: 'Undo', run: () => restore(done).then(ended, ended) },
        });
      await changed();
    },
  });
}
