import Link from 'next/link';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export interface Tab {
  href: string;
  label: ReactNode;
  current: boolean;
  /** How many things are behind it; nothing is shown while it is not known. */
  count?: number | undefined;
}

/** Tabs are links: each view has its own URL. `label` names the group for screen readers. */
export function Tabs({ tabs, label, className }: { tabs: Tab[]; label: string; className?: string }) {
  return (
    <nav
      aria-label={label}
      className={classNames('flex gap-5 overflow-x-auto overflow-y-hidden border-line border-b', className)}
    >
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          scroll={false}
          aria-current={tab.current ? 'page' : undefined}
          className={classNames(
            'shrink-0 whitespace-nowrap border-b-2 py-2 -outline-offset-2',
            tab.current
              ? 'border-accent font-semibold text-text'
              : 'border-transparent text-muted hover:text-text',
          )}
        >
          {tab.label}
          {tab.count === undefined ? null : (
            <span className="ml-1 font-normal text-faint">{tab.count.toLocaleString('en-US')}</span>
          )}
        </Link>
      ))}
    </nav>
  );
}
