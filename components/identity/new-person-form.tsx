'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { TextField } from '#components/ui/fields.tsx';

interface NewPersonFormProps {
  busy: boolean;
  onAccept: (displayName: string) => void;
}

/** Asks somebody new what they are called. */
export function NewPersonForm({ busy, onAccept }: NewPersonFormProps) {
  const [name, setName] = useState('');
  const [missing, setMissing] = useState(false);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    if (name.trim()) onAccept(name.trim());
    else setMissing(true);
  }

  return (
    <form onSubmit={submit} className="grid gap-3">
      <TextField
        label="Your name"
        autoComplete="name"
        maxLength={100}
        value={name}
        error={missing ? 'Type your name; the others see it.' : undefined}
        hint="As the other members see it. You can change it later."
        onChange={(event) => {
          setName(event.target.value);
          setMissing(false);
        }}
      />
      <div>
        <Button type="submit" look="primary" busy={busy}>
          Accept and sign in
        </Button>
      </div>
    </form>
  );
}
