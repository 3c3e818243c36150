'use client';

import { Button } from '#components/ui/button.tsx';
import { newPassword } from '../new-password.ts';
import { PasswordField } from '../password-field.tsx';

/** What becomes of the password of a link that is there already. */
export type PasswordChange = { do: 'keep' } | { do: 'set'; password: string } | { do: 'remove' };

/** The password that is set; undefined where none is. */
export function passwordOf(change: PasswordChange): string | undefined {
  return change.do === 'set' ? change.password : undefined;
}

interface KeptPasswordFieldProps {
  /** The link asks for one now. */
  had: boolean;
  value: PasswordChange;
  onChange: (change: PasswordChange) => void;
  required: boolean;
  problem?: string | undefined;
}

/** A link's password: nobody can read it, but another can be set, or it can be taken away. */
export function KeptPasswordField({ had, value, onChange, required, problem }: KeptPasswordFieldProps) {
  if (value.do === 'set')
    return (
      <div className="grid gap-2">
        <PasswordField
          value={value.password}
          onChange={(password) => password !== null && onChange({ do: 'set', password })}
          required
          problem={problem}
        />
        <p className="text-muted">
          Copy it before you save; it is not shown again.{' '}
          <button type="button" className="link" onClick={() => onChange({ do: 'keep' })}>
            Leave the password as it is
          </button>
        </p>
      </div>
    );
  const words =
    value.do === 'remove'
      ? 'The password will be taken away.'
      : had
        ? 'It asks for a password.'
        : 'It asks for no password.';
  return (
    <div className="flex flex-wrap items-center justify-between gap-2">
      <p>{words}</p>
      <div className="flex gap-2">
        {had && !required && value.do === 'keep' ? (
          <Button onClick={() => onChange({ do: 'remove' })}>Take it away</Button>
        ) : null}
        {value.do === 'remove' ? <Button onClick={() => onChange({ do: 'keep' })}>Keep it</Button> : null}
        <Button onClick={() => onChange({ do: 'set', password: newPassword() })}>
          {had ? 'Set another' : 'Set one'}
        </Button>
      </div>
    </div>
  );
}
