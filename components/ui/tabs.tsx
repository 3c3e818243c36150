'use client';

import Link from 'next/link';
import { type ReactNode, useEffect, useRef } from 'react';
import { classNames } from './class-names.ts';
import { ShallowLink } from './shallow-link.tsx';

export interface Tab {
  href: string;
  label: ReactNode;
  current: boolean;
  /** How many things are behind it; nothing is shown while it is not known. */
  count?: number | undefined;
}

interface TabsProps {
  tabs: Tab[];
  /** Names the group for screen readers. */
  label: string;
  /** The page reads its view from the URL's query itself; changing it asks the server nothing. */
  shallow?: boolean;
  className?: string;
}

/** Tabs are links: each view has its own URL. */
export function Tabs({ tabs, label, shallow = false, className }: TabsProps) {
  const TabLink = shallow ? ShallowLink : Link;
  const nav = useRef<HTMLElement>(null);
  const current = tabs.find((tab) => tab.current)?.href;
  useEffect(() => {
    if (current !== undefined) bringIn(nav.current);
  }, [current]);
  return (
    <nav
      ref={nav}
      aria-label={label}
      className={classNames('flex gap-5 overflow-x-auto overflow-y-hidden border-line border-b', className)}
    >
      {tabs.map((tab) => (
        <TabLink
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
            <span className="font-normal text-faint"> {tab.count.toLocaleString('en-US')}</span>
          )}
        </TabLink>
      ))}
    </nav>
  );
}

/** Where there is room for some of the tabs alone, the one in force comes into sight; the page stays where it is. */
function bringIn(nav: HTMLElement | null): void {
  const tab = nav?.querySelector('[aria-current]');
  if (!nav || !tab) return;
  const [room, place] = [nav.getBoundingClientRect(), tab.getBoundingClientRect()];
  if (place.right > room.right) nav.scrollLeft += place.right - room.right;
  if (place.left < room.left) nav.scrollLeft -= room.left - place.left;
}
