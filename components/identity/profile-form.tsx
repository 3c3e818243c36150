'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useApi } from '#components/shell/api-context.ts';
import { Button } from '#components/ui/button.tsx';
import { errorSentence } from '#components/ui/error-notice.tsx';
import { TextField } from '#components/ui/fields.tsx';
import { showToast } from '#components/ui/toast-store.ts';
import type { Session } from '#lib/identity/session-schema.ts';
import { sessionQuery } from './session-query.ts';
import { signInOptionsQuery } from './sign-in-options-query.ts';

/** Changes one's own name, as others see it. */
export function ProfileForm({ user }: { user: Session['user'] }) {
  const api = useApi();
  const client = useQueryClient();
  const { data: signIn } = useQuery(signInOptionsQuery(api));
  const [name, setName] = useState(user.displayName);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (displayName: string) => api('updateProfile', { body: { displayName } }),
    onSuccess: (session) => {
      client.setQueryData(sessionQuery(api).queryKey, session);
      setName(session.user.displayName);
      showToast({ text: `Others see you as ${session.user.displayName} now.` });
    },
  });
  const problem = name.trim() === '' ? 'The name is empty; type one.' : undefined;
  const provider = signIn?.provider?.label;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!problem && !isPending && name.trim() !== user.displayName) mutate(name.trim());
  }

  return (
    <form onSubmit={submit} className="grid max-w-[480px] gap-3">
      <TextField
        label="Name"
        autoComplete="name"
        maxLength={100}
        value={name}
        error={error ? errorSentence(error) : problem}
        hint={
          provider
            ? `As the other members see it; when you sign in with ${provider} again, it is the one you have there.`
            : 'As the other members see it.'
        }
        onChange={(event) => {
          setName(event.target.value);
          reset();
        }}
      />
      <div>
        <Button
          type="submit"
          busy={isPending}
          disabled={problem !== undefined || name.trim() === user.displayName}
        >
          Save
        </Button>
      </div>
    </form>
  );
}
