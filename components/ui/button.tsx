import type { ComponentProps, MouseEvent } from 'react';
import { classNames } from './class-names.ts';

const looks = {
  plain: 'border-line-strong bg-panel text-text hover:bg-sunken',
  primary: 'border-accent bg-accent text-accent-ink hover:brightness-110',
  quiet: 'border-transparent bg-transparent text-text hover:bg-line',
  danger: 'border-transparent bg-transparent text-bad hover:bg-bad-wash',
  destroy: 'border-bad bg-bad text-bad-ink hover:brightness-110',
} as const;

export type ButtonLook = keyof typeof looks;

/** The classes of a button, for a link that looks like one. */
export function buttonClass(look: ButtonLook = 'plain', more?: string): string {
  return classNames(
    'inline-flex h-8 shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-(--radius) border px-3 font-medium no-underline',
    'disabled:opacity-60 aria-disabled:opacity-60 aria-busy:cursor-progress',
    looks[look],
    more,
  );
}

export interface ButtonProps extends ComponentProps<'button'> {
  look?: ButtonLook;
  /** Something runs because of this button: it stays in place, keeps the focus and cannot be pressed again. */
  busy?: boolean;
}

export function Button({ look, busy, className, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      aria-busy={busy || undefined}
      // Not `disabled`, which would drop the focus.
      aria-disabled={busy || undefined}
      onClick={busy ? swallow : busy === undefined ? onClick : (event) => once(event, onClick)}
      className={buttonClass(look, className)}
      {...rest}
    />
  );
}

/** The second click of a double click comes before the first has made the button busy. */
function once(event: MouseEvent<HTMLButtonElement>, onClick: ButtonProps['onClick']): void {
  if (event.detail > 1) event.preventDefault();
  else onClick?.(event);
}

function swallow(event: MouseEvent): void {
  event.preventDefault();
}

interface IconButtonProps extends ButtonProps {
  /** What the button does; read aloud and shown on hover. */
  label: string;
}

export function IconButton({ label, look = 'quiet', className, ...rest }: IconButtonProps) {
  return (
    <Button
      look={look}
      aria-label={label}
      title={label}
      className={classNames('w-8 px-0!', className)}
      {...rest}
    />
  );
}
