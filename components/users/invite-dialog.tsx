'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { useApi } from '#components/shell/api-context.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { Select, TextField } from '#components/ui/fields.tsx';
import { SluiceError } from '#lib/errors.ts';
import { type MemberRole, memberRoles } from '#lib/users/member-roles.ts';
import type { SentInvitation } from '#lib/users/user-schema.ts';
import { SentInvitationDialog } from './sent-invitation-dialog.tsx';
import { invitationsChanged } from './user-queries.ts';

const rights: Record<MemberRole, string> = {
  Owner: 'Everything: data, tokens, users, the workspace itself.',
  User: 'Datasets and experiments; no tokens, no users.',
};

/** Invites somebody by e-mail address and role; then shows the link to hand over. */
export function InviteDialog({ workspaceId, onClose }: { workspaceId: string; onClose: () => void }) {
  const api = useApi();
  const client = useQueryClient();
  const form = useId();
  const field = useRef<HTMLInputElement>(null);
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<MemberRole>('User');
  const [sent, setSent] = useState<SentInvitation>();
  const { mutate, isPending, error, reset } = useMutation({
    // The link is handed on, not returned: what a mutation returns stays in the cache.
    mutationFn: async () => {
      const body = { email: email.trim(), role };
      setSent(await api('createInvitation', { params: { workspaceId }, body }));
      await invitationsChanged(client, workspaceId);
    },
  });
  // After the dialog has opened: it would put the focus on its first button.
  useEffect(() => field.current?.focus(), []);
  const refusal = error instanceof SluiceError && ['conflict', 'bad_request'].includes(error.code);

  if (sent) return <SentInvitationDialog sent={sent} onClose={onClose} />;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (email.trim() && !isPending) mutate();
  }

  return (
    <Dialog
      title="Invite to this workspace"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} look="primary" busy={isPending} disabled={!email.trim()}>
            Invite
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate className="grid gap-4">
        <TextField
          ref={field}
          label="E-mail address"
          type="email"
          inputMode="email"
          autoComplete="off"
          spellCheck={false}
          maxLength={254}
          value={email}
          // The field's name in the API stands before it; here the field has a label.
          error={refusal ? error.message.replace(/^email: /, '') : undefined}
          hint="Whoever opens the link becomes the member, whatever their address."
          onChange={(event) => {
            setEmail(event.target.value);
            reset();
          }}
        />
        <Select
          label="Role"
          value={role}
          hint={rights[role]}
          onChange={(event) => setRole(event.target.value as MemberRole)}
        >
          {memberRoles.toReversed().map((name) => (
            <option key={name}>{name}</option>
          ))}
        </Select>
        {error && !refusal ? <ErrorNotice error={error} /> : null}
      </form>
    </Dialog>
  );
}
