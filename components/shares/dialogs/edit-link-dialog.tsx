'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useApi } from '#components/shell/api-context.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { TextField } from '#components/ui/fields.tsx';
import { showToast } from '#components/ui/toast-store.ts';
import type { DataRequest } from '#lib/shares/data-request-schema.ts';
import type { Share } from '#lib/shares/share-schema.ts';
import { type Expiry, endOf, expiryProblem } from '../expiry.ts';
import { ExpiryField } from '../expiry-field.tsx';
import { Until } from '../ledger/until.tsx';
import { sharePolicyQuery, sharesChanged } from '../share-queries.ts';
import { KeptPasswordField, type PasswordChange, passwordOf } from './kept-password-field.tsx';
import { noteProblem, passwordProblem } from './share-draft.ts';

/** What every link can be changed in; what is absent stays. */
export interface LinkChanges {
  expiresAt?: string;
  note: string;
  password?: string | null;
}

interface EditLinkDialogProps {
  workspaceId: string;
  link: Share | DataRequest;
  /** “Link to …” */
  title: string;
  noteHint: string;
  /** Fields of its own kind of link, before all others and before the note. */
  lead?: ReactNode;
  children: ReactNode;
  /** One of its own fields cannot be saved as it is. */
  blocked: boolean;
  save: (changes: LinkChanges) => Promise<unknown>;
  onClose: () => void;
}

/** Extends a link, or changes what it asks for; the link itself stays the same. */
export function EditLinkDialog(props: EditLinkDialogProps) {
  const { workspaceId, link, title, noteHint, lead, children, save, onClose } = props;
  const client = useQueryClient();
  const form = useId();
  const policy = useQuery(sharePolicyQuery(useApi(), workspaceId)).data;
  const [now] = useState(() => Date.now());
  // Undefined: the end stays as it is.
  const [expiry, setExpiry] = useState<Expiry>();
  const [note, setNote] = useState(link.note);
  const [password, setPassword] = useState<PasswordChange>({ do: 'keep' });
  const { mutate, isPending, error } = useMutation({
    mutationFn: save,
    onSuccess: async () => {
      showToast({ text: `${title}: changed.` });
      onClose();
      await sharesChanged(client, workspaceId);
    },
  });
  const maxDays = policy?.maxLifetimeDays ?? null;
  const problems = {
    expiry: expiry && expiryProblem(expiry, maxDays, now),
    note: noteProblem(note),
    password: passwordProblem(passwordOf(password) ?? null),
  };
  const blocked = props.blocked || Object.values(problems).some(Boolean);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (blocked || isPending) return;
    const end = expiry && endOf(expiry, Date.now());
    mutate({
      note: note.trim(),
      ...(end ? { expiresAt: end.toISOString() } : {}),
      ...(password.do === 'keep' ? {} : { password: passwordOf(password) ?? null }),
    });
  }
  return (
    <Dialog
      title={title}
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
        {lead}
        {expiry ? (
          <ExpiryField value={expiry} onChange={setExpiry} maxDays={maxDays} now={now} />
        ) : (
          <div className="flex flex-wrap items-center justify-between gap-2">
            <p>
              <span className="font-medium">{link.state === 'expired' ? 'Ended on' : 'Open until'}</span>{' '}
              <Until at={link.expiresAt} />
            </p>
            <Button onClick={() => setExpiry({ days: maxDays === null ? 7 : Math.min(7, maxDays) })}>
              Extend…
            </Button>
          </div>
        )}
        <KeptPasswordField
          had={link.hasPassword}
          value={password}
          onChange={setPassword}
          required={policy?.passwordRequired ?? false}
          problem={problems.password}
        />
        {children}
        <TextField
          label="Note"
          autoComplete="off"
          value={note}
          error={problems.note}
          hint={noteHint}
          onChange={({ target }) => setNote(target.value)}
        />
        {error ? <ErrorNotice error={error} /> : null}
      </form>
    </Dialog>
  );
}
