'use client';

import { type ComponentProps, type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';

const fieldClass =
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

/** What the three fields share: the frame around one, and the attributes that tie it to its words. */
function useField<P extends FieldProps & { id?: string | undefined; className?: string | undefined }>(
  given: P,
) {
  const { label, hint, error, labelHidden, className, ...rest } = given;
  const own = useId();
  const id = rest.id ?? own;
  const describedBy = classNames(error ? `${id}-error` : null, hint ? `${id}-hint` : null) || undefined;
  const attributes = {
    ...rest,
    id,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': describedBy,
    className: fieldClass,
  };
  function frame(field: ReactNode) {
    return (
      <div className={classNames('grid gap-1', className)}>
        <label htmlFor={id} className={labelHidden ? 'sr-only' : 'font-medium'}>
          {label}
        </label>
        {field}
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
  return { attributes, frame };
}

/** A labelled one-line text input; `className` goes to the frame around label and input. */
export function TextField(props: FieldProps & ComponentProps<'input'>) {
  const { attributes, frame } = useField(props);
  return frame(<input {...attributes} />);
}

export function TextArea(props: FieldProps & ComponentProps<'textarea'>) {
  const { attributes, frame } = useField(props);
  return frame(<textarea rows={10} {...attributes} className={classNames(fieldClass, 'h-auto! py-1.5')} />);
}

/** A labelled native select; the options are its children. */
export function Select(props: FieldProps & ComponentProps<'select'>) {
  const { attributes, frame } = useField(props);
  return frame(<select {...attributes} />);
}
