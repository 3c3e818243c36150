'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { failureText, type Named, namesOf } from '#components/removal/batch-words.ts';
import { eachApart } from '#components/removal/each-apart.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { errorSentence } from '#components/ui/error-notice.tsx';
import { showToast } from '#components/ui/toast-store.ts';
import { countOf, formatCount } from '#lib/format/count.ts';
import { sharesChanged } from '../share-queries.ts';

interface RevokeDialogProps {
  workspaceId: string;
  links: readonly Named[];
  revoke: (id: string) => Promise<unknown>;
  /** What revoking does, and what it cannot undo. */
  consequence: string;
  onRevoked?: (ids: readonly string[]) => void;
  onClose: () => void;
}

const namesShown = 8;

/** Says what revoking does, and what it cannot do, before it asks. One that fails holds up no other. */
export function RevokeDialog({
  workspaceId,
  links,
  revoke,
  consequence,
  onRevoked,
  onClose,
}: RevokeDialogProps) {
  const client = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: () => eachApart(links, ({ id }) => revoke(id)),
    onSuccess: async ({ done, failures }) => {
      onRevoked?.(done.map(({ id }) => id));
      const reasons = failures.map(({ item, error }) => ({ item, reason: errorSentence(error) }));
      const failed = failureText(reasons, 'link', 'revoked');
      if (failed) showToast({ text: failed, tone: 'bad' });
      if (done.length > 0)
        showToast({ text: `${done.length === 1 ? 'The link to ' : ''}${namesOf(done, 'link')} revoked.` });
      onClose();
      await sharesChanged(client, workspaceId);
    },
  });
  const more = links.length - namesShown;
  return (
    <Dialog
      title={`Revoke ${links.length === 1 ? 'this link' : countOf(links.length, 'link')}?`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="destroy" busy={isPending} onClick={() => mutate()}>
            Revoke
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <ul className="grid gap-1">
          {links.slice(0, namesShown).map(({ id, name }) => (
            <li key={id} className="font-semibold">
              {name}
            </li>
          ))}
          {more > 0 ? <li className="text-muted">and {formatCount(more)} more</li> : null}
        </ul>
        <p>{consequence}</p>
        <p className="text-muted">It cannot be opened again; make a new link instead.</p>
      </div>
    </Dialog>
  );
}
