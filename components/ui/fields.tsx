'use client';

import { type ComponentProps, type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';

export const fieldClass =
  'h-8 w-full min-w-0 rounded-(--radius) border border-line-strong bg-panel px-2.5 text-text disabled:opacity-60 aria-invalid:border-bad';

interface FieldProps {
  label: ReactNode;
  /** Shown under the field in muted words. */
  hint?: ReactNode;
  /** What is wrong with the value; read aloud with the field. */
  error?: ReactNode;
  /** The label is for screen readers only (a placeholder or the place says it to the eye). */
  labelHidden?: boolean;
}

interface FrameProps extends FieldProps {
  id: string;
  className?: string | undefined;
  children: ReactNode;
}

function Frame({ id, label, hint, error, labelHidden, className, children }: FrameProps) {
  return (
    <div className={classNames('grid gap-1', className)}>
      <label htmlFor={id} className={labelHidden ? 'sr-only' : 'font-medium'}>
        {label}
      </label>
      {children}
      {error ? (
        <p id={`${id}-error`} role="alert" className="text-bad">
          {error}
        </p>
      ) : null}
      {hint ? (
        <p id={`${id}-hint`} className="text-muted">
          {hint}
        </p>
      ) : null}
    </div>
  );
}

function describedBy(id: string, error: ReactNode, hint: ReactNode): string | undefined {
  return classNames(error ? `${id}-error` : null, hint ? `${id}-hint` : null) || undefined;
}

/** A labelled one-line text input; `className` goes to the frame around label and input. */
export function TextField({
  label,
  hint,
  error,
  labelHidden,
  className,
  ...rest
}: FieldProps & ComponentProps<'input'>) {
  const own = useId();
  const id = rest.id ?? own;
  return (
    <Frame {...{ id, label, hint, error, labelHidden: labelHidden ?? false, className }}>
      <input
        {...rest}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, error, hint)}
        className={fieldClass}
      />
    </Frame>
  );
}

export function TextArea({
  label,
  hint,
  error,
  labelHidden,
  className,
  ...rest
}: FieldProps & ComponentProps<'textarea'>) {
  const own = useId();
  const id = rest.id ?? own;
  return (
    <Frame {...{ id, label, hint, error, labelHidden: labelHidden ?? false, className }}>
      <textarea
        rows={10}
        {...rest}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, error, hint)}
        className={classNames(fieldClass, 'h-auto! py-1.5')}
      />
    </Frame>
  );
}

/** A labelled native select; the options are its children. */
export function Select({
  label,
  hint,
  error,
  labelHidden,
  className,
  ...rest
}: FieldProps & ComponentProps<'select'>) {
  const own = useId();
  const id = rest.id ?? own;
  return (
    <Frame {...{ id, label, hint, error, labelHidden: labelHidden ?? false, className }}>
      <select
        {...rest}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, error, hint)}
        className={fieldClass}
      />
    </Frame>
  );
}
