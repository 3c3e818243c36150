'use client';

import { type KeyboardEvent, useRef } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import type { AccessTab, AccessTabId } from '#lib/access-code/access-tabs.ts';

interface CodeTabsProps {
  /** Prefix of the ids of tabs, panel and reasons. */
  id: string;
  tabs: readonly AccessTab[];
  current: AccessTabId;
  onPick: (tab: AccessTabId) => void;
}

/** The tools to choose from; arrow keys, Home and End move among those that have code. */
export function CodeTabs({ id, tabs, current, onPick }: CodeTabsProps) {
  const list = useRef<HTMLDivElement>(null);

  function onKeyDown(event: KeyboardEvent) {
    const open = tabs.filter(({ obstacle }) => !obstacle);
    const at = open.findIndex((tab) => tab.id === current);
    const steps: Record<string, number> = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: -1 };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = open.at(step % open.length);
    if (!next) return;
    onPick(next.id);
    list.current?.querySelector<HTMLElement>(`#${CSS.escape(tabId(id, next.id))}`)?.focus();
  }

  return (
    <div
      ref={list}
      role="tablist"
      aria-label="Tools"
      onKeyDown={onKeyDown}
      className="flex gap-4 overflow-x-auto overflow-y-hidden border-line border-b"
    >
      {tabs.map((tab) => (
        <button
          key={tab.id}
          type="button"
          role="tab"
          id={tabId(id, tab.id)}
          aria-selected={tab.id === current}
          aria-controls={`${id}-panel`}
          aria-disabled={tab.obstacle ? true : undefined}
          aria-describedby={tab.obstacle ? reasonId(id, tab.id) : undefined}
          title={tab.obstacle}
          tabIndex={tab.id === current ? 0 : -1}
          onClick={tab.obstacle ? undefined : () => onPick(tab.id)}
          className={classNames(
            'shrink-0 whitespace-nowrap border-b-2 py-2 -outline-offset-2 aria-disabled:cursor-not-allowed aria-disabled:opacity-60',
            tab.id === current
              ? 'border-accent font-semibold text-text'
              : 'border-transparent text-muted hover:text-text',
          )}
        >
          {tab.label}
        </button>
      ))}
    </div>
  );
}

export function tabId(id: string, tab: AccessTabId): string {
  return `${id}-tab-${tab}`;
}

export function reasonId(id: string, tab: AccessTabId): string {
  return `${id}-reason-${tab}`;
}
