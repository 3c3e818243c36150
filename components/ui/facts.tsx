import type { ReactNode } from 'react';
import { CopyButton } from './copy-button.tsx';

/** Names and what they stand for; its children are `Fact` and `IdFact`. */
export function FactList({ children }: { children: ReactNode }) {
  return <dl className="grid grid-cols-[96px_minmax(0,1fr)]">{children}</dl>;
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="py-1 text-muted">{name}</dt>
      <dd className="flex min-h-7 min-w-0 items-center">{children}</dd>
    </>
  );
}

/** A value to copy; `what` is what it is called, for example "dataset id". */
export function IdFact({ name, what, value }: { name: string; what: string; value: string }) {
  return (
    <Fact name={name}>
      <code className="truncate" title={value}>
        {value}
      </code>
      <CopyButton text={value} what={what} className="h-7! w-7!" />
    </Fact>
  );
}
