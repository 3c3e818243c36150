'use client';

import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { TextField } from '#components/ui/fields.tsx';
import { newPassword } from './new-password.ts';

interface PasswordFieldProps {
  /** Null: the link asks for none. */
  value: string | null;
  onChange: (password: string | null) => void;
  /** The workspace's policy: no link without one. */
  required: boolean;
  problem?: string | undefined;
}

/** Whether a link asks for a password, and which; it is shown while it is made, and never again. */
export function PasswordField({ value, onChange, required, problem }: PasswordFieldProps) {
  return (
    <div className="grid gap-2">
      {required ? null : (
        <Checkbox
          label="Ask for a password"
          checked={value !== null}
          onChange={({ target }) => onChange(target.checked ? newPassword() : null)}
        />
      )}
      {value === null ? null : (
        <div className="flex items-end gap-2">
          <TextField
            label="Password"
            className="min-w-0 flex-1"
            value={value}
            error={problem}
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            onChange={({ target }) => onChange(target.value)}
          />
          <Button className={problem ? 'mb-6' : ''} onClick={() => onChange(newPassword())}>
            Another
          </Button>
        </div>
      )}
    </div>
  );
}
