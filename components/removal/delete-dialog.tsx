'use client';

import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { countOf, formatCount } from '#lib/format/count.ts';
import type { Named } from './batch-words.ts';
import { type OnDone, type Removable, useDelete } from './use-removal.ts';

export interface DeleteDialogProps {
  removable: Removable;
  things: readonly Named[];
  /** What deleting does, and how long it can be undone. */
  consequence: string;
  onClose: () => void;
  /** These are gone from the lists; told also where the dialog was closed meanwhile. */
  onDeleted?: OnDone | undefined;
  /** It is through and the dialog still open; those that failed were told apart. */
  onEnd: OnDone;
}

const namesShown = 8;

/** Asks before things are deleted. */
export function DeleteDialog({
  removable,
  things,
  consequence,
  onClose,
  onDeleted,
  onEnd,
}: DeleteDialogProps) {
  const { mutate, isPending, error } = useDelete(removable, onDeleted);
  const more = things.length - namesShown;
  const { noun } = removable;
  return (
    <Dialog
      title={`Delete ${things.length === 1 ? `this ${noun}` : countOf(things.length, noun)}?`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="destroy"
            busy={isPending}
            onClick={() => mutate(things, { onSuccess: ({ done }) => onEnd(done) })}
          >
            Delete
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <ul className="grid gap-1">
          {things.slice(0, namesShown).map(({ id, name }) => (
            <li key={id} className="font-semibold">
              {name}
            </li>
          ))}
          {more > 0 ? <li className="text-muted">and {formatCount(more)} more</li> : null}
        </ul>
        <p>{consequence}</p>
        {error ? <ErrorNotice error={error} /> : null}
      </div>
    </Dialog>
  );
}
