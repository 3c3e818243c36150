import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

const tones = {
  plain: 'border-line bg-panel text-muted [&_b]:font-semibold [&_b]:text-text',
  good: 'border-line bg-panel text-good',
  warn: 'border-transparent bg-warn-wash text-warn',
  bad: 'border-transparent bg-bad-wash text-bad',
} as const;

interface ChipProps {
  tone?: keyof typeof tones;
  title?: string;
  children: ReactNode;
}

/** One fact in a pill; the number or word that matters in `<b>`. */
export function Chip({ tone = 'plain', title, children }: ChipProps) {
  return (
    <span
      title={title}
      className={classNames(
        'inline-flex h-[22px] items-center gap-1 whitespace-nowrap rounded-full border px-2 text-xs',
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}
