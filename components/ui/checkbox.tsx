'use client';

import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';

interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type'> {
  label: ReactNode;
  labelHidden?: boolean;
  /** Some but not all of what it stands for. */
  indeterminate?: boolean;
}

export function Checkbox({
  label,
  labelHidden = false,
  indeterminate = false,
  className,
  ...rest
}: CheckboxProps) {
  return (
    <label
      className={classNames(
        'inline-flex items-center gap-2 align-middle',
        // Alone in a cell it is small: what is around it counts as well.
        labelHidden && '-m-2.5 p-2.5',
        className,
      )}
    >
      <input
        {...rest}
        type="checkbox"
        ref={(input) => {
          if (input) input.indeterminate = indeterminate;
        }}
      />
      <span className={labelHidden ? 'sr-only' : undefined}>{label}</span>
    </label>
  );
}
