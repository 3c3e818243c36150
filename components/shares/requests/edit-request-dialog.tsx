'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useApi } from '#components/shell/api-context.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { TextField } from '#components/ui/fields.tsx';
import { showToast } from '#components/ui/toast-store.ts';
import type { DataRequest, UpdateDataRequest } from '#lib/shares/data-request-schema.ts';
import { KeptPasswordField, type PasswordChange, passwordOf } from '../dialogs/kept-password-field.tsx';
import { noteProblem, passwordProblem } from '../dialogs/share-draft.ts';
import { dayOf, type Expiry, endOf, expiryProblem } from '../expiry.ts';
import { ExpiryField } from '../expiry-field.tsx';
import { sharePolicyQuery, sharesChanged } from '../share-queries.ts';
import { filesProblem } from './request-draft.ts';

interface EditRequestDialogProps {
  workspaceId: string;
  request: DataRequest;
  onClose: () => void;
}

/** Extends a link to receive data, or changes its words, number and password; the link itself stays the same. */
export function EditRequestDialog({ workspaceId, request, onClose }: EditRequestDialogProps) {
  const api = useApi();
  const client = useQueryClient();
  const form = useId();
  const policy = useQuery(sharePolicyQuery(api, workspaceId)).data;
  const [now] = useState(() => Date.now());
  // Undefined: the end stays as it is.
  const [expiry, setExpiry] = useState<Expiry>();
  const [title, setTitle] = useState(request.title);
  const [note, setNote] = useState(request.note);
  const [maxFiles, setMaxFiles] = useState(String(request.maxFiles));
  const [password, setPassword] = useState<PasswordChange>({ do: 'keep' });
  const { mutate, isPending, error } = useMutation({
    mutationFn: (body: UpdateDataRequest) =>
      api('updateDataRequest', { params: { workspaceId, requestId: request.id }, body }),
    onSuccess: async () => {
      showToast({ text: `The link for “${title.trim()}” is changed.` });
      onClose();
      await sharesChanged(client, workspaceId);
    },
  });
  const maxDays = policy?.maxLifetimeDays ?? null;
  const problems = {
    title: title.trim() === '' ? 'Say what you ask for.' : undefined,
    expiry: expiry && expiryProblem(expiry, maxDays, now),
    note: noteProblem(note),
    maxFiles: filesProblem(maxFiles),
    password: passwordProblem(passwordOf(password) ?? null),
  };
  const blocked = Object.values(problems).some(Boolean);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (blocked || isPending) return;
    const end = expiry && endOf(expiry, Date.now());
    mutate({
      ...(end ? { expiresAt: end.toISOString() } : {}),
      ...{ title: title.trim(), note: note.trim(), maxFiles: Number(maxFiles.trim()) },
      ...(password.do === 'keep' ? {} : { password: passwordOf(password) ?? null }),
    });
  }
  return (
    <Dialog
      title={`Link for “${request.title}”`}
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
        <TextField
          label="What you ask for"
          autoComplete="off"
          maxLength={200}
          value={title}
          error={problems.title}
          onChange={({ target }) => setTitle(target.value)}
        />
        <TextField
          label="Note"
          autoComplete="off"
          value={note}
          error={problems.note}
          onChange={({ target }) => setNote(target.value)}
        />
        {expiry ? (
          <ExpiryField value={expiry} onChange={setExpiry} maxDays={maxDays} now={now} />
        ) : (
          <div className="flex flex-wrap items-center justify-between gap-2">
            <p>
              <span className="font-medium">{request.state === 'expired' ? 'Ended on' : 'Open until'}</span>{' '}
              {dayOf(Date.parse(request.expiresAt))}
            </p>
            <Button onClick={() => setExpiry({ days: maxDays === null ? 7 : Math.min(7, maxDays) })}>
              Extend…
            </Button>
          </div>
        )}
        <KeptPasswordField
          had={request.hasPassword}
          value={password}
          onChange={setPassword}
          required={policy?.passwordRequired ?? false}
          problem={problems.password}
        />
        <TextField
          label="Files at most"
          inputMode="numeric"
          autoComplete="off"
          value={maxFiles}
          error={problems.maxFiles}
          hint={`${request.received} arrived so far.`}
          onChange={({ target }) => setMaxFiles(target.value)}
        />
        {error ? <ErrorNotice error={error} /> : null}
      </form>
    </Dialog>
  );
}
