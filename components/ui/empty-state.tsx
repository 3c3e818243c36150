import type { ReactNode } from 'react';

interface EmptyStateProps {
  title: ReactNode;
  /** It stands for the whole page, which has no heading of its own. */
  wholePage?: boolean;
  /** One or two sentences: what belongs here. */
  children?: ReactNode;
  /** The one primary button. */
  action?: ReactNode;
  /** The same thing as code, under the button. */
  code?: ReactNode;
}

export function EmptyState({ title, wholePage = false, children, action, code }: EmptyStateProps) {
  const Heading = wholePage ? 'h1' : 'h2';
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] justify-items-center gap-3 px-4 py-12 text-center">
      <Heading className="text-base">{title}</Heading>
      {children ? <div className="in-text max-w-[52ch] text-muted">{children}</div> : null}
      {action}
      {code ? <div className="mt-2 w-full max-w-[680px] text-left">{code}</div> : null}
    </div>
  );
}
