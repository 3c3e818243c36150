'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useApi } from '#components/shell/api-context.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { TextField } from '#components/ui/fields.tsx';
import { showToast } from '#components/ui/toast-store.ts';
import type { Share, UpdateShare } from '#lib/shares/share-schema.ts';
import { dayOf, type Expiry, endOf, expiryProblem } from '../expiry.ts';
import { ExpiryField } from '../expiry-field.tsx';
import { sharePolicyQuery, sharesChanged } from '../share-queries.ts';
import { KeptPasswordField, type PasswordChange, passwordOf } from './kept-password-field.tsx';
import { limitOf, limitProblem, noteProblem, passwordProblem } from './share-draft.ts';

interface EditShareDialogProps {
  workspaceId: string;
  share: Share;
  onClose: () => void;
}

/** Extends a link, or changes its limit, note and password; the link itself stays the same. */
export function EditShareDialog({ workspaceId, share, onClose }: EditShareDialogProps) {
  const api = useApi();
  const client = useQueryClient();
  const form = useId();
  const policy = useQuery(sharePolicyQuery(api, workspaceId)).data;
  const [now] = useState(() => Date.now());
  // Undefined: the end stays as it is.
  const [expiry, setExpiry] = useState<Expiry>();
  const [limit, setLimit] = useState(share.downloadLimit === null ? '' : String(share.downloadLimit));
  const [note, setNote] = useState(share.note);
  const [password, setPassword] = useState<PasswordChange>({ do: 'keep' });
  const { mutate, isPending, error } = useMutation({
    mutationFn: (body: UpdateShare) =>
      api('updateShare', { params: { workspaceId, shareId: share.id }, body }),
    onSuccess: async () => {
      showToast({ text: `The link to “${share.datasetName}” is changed.` });
      onClose();
      await sharesChanged(client, workspaceId);
    },
  });
  const maxDays = policy?.maxLifetimeDays ?? null;
  const problems = {
    expiry: expiry && expiryProblem(expiry, maxDays, now),
    limit: limitProblem(limit),
    note: noteProblem(note),
    password: passwordProblem(passwordOf(password) ?? null),
  };
  const blocked = Object.values(problems).some(Boolean);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (blocked || isPending) return;
    const end = expiry && endOf(expiry, Date.now());
    mutate({
      ...(end ? { expiresAt: end.toISOString() } : {}),
      downloadLimit: limitOf(limit) ?? null,
      note: note.trim(),
      ...(password.do === 'keep' ? {} : { password: passwordOf(password) ?? null }),
    });
  }
  return (
    <Dialog
      title={`Link to “${share.datasetName}”`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} look="primary" busy={isPending} disabled={blocked}>
            Save
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="grid gap-4">
        {expiry ? (
          <ExpiryField value={expiry} onChange={setExpiry} maxDays={maxDays} now={now} />
        ) : (
          <div className="flex flex-wrap items-center justify-between gap-2">
            <p>
              <span className="font-medium">{share.state === 'expired' ? 'Ended on' : 'Open until'}</span>{' '}
              {dayOf(Date.parse(share.expiresAt))}
            </p>
            <Button onClick={() => setExpiry({ days: maxDays === null ? 7 : Math.min(7, maxDays) })}>
              Extend…
            </Button>
          </div>
        )}
        <KeptPasswordField
          had={share.hasPassword}
          value={password}
          onChange={setPassword}
          required={policy?.passwordRequired ?? false}
          problem={problems.password}
        />
        <TextField
          label="Downloads at most"
          inputMode="numeric"
          placeholder="no limit"
          autoComplete="off"
          value={limit}
          error={problems.limit}
          hint={`${share.downloads} so far.`}
          onChange={({ target }) => setLimit(target.value)}
        />
        <TextField
          label="Note"
          autoComplete="off"
          value={note}
          error={problems.note}
          hint="Only members see it."
          onChange={({ target }) => setNote(target.value)}
        />
        {error ? <ErrorNotice error={error} /> : null}
      </form>
    </Dialog>
  );
}
