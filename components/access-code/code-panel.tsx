'use client';

import { type ReactNode, useId, useState } from 'react';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { accessCode } from '#lib/access-code/access-code.ts';
import { type AccessTabId, goesByDialect, tabsFor } from '#lib/access-code/access-tabs.ts';
import type { AccessTarget } from '#lib/access-code/access-target.ts';
import { CodeTabs, reasonId, tabId } from './code-tabs.tsx';

interface CodePanelProps {
  target: AccessTarget;
  /** A token to put into the code. */
  token?: string | undefined;
  /** Where the code's secret is, or how one comes by it. */
  wordsOf: (tab: AccessTabId) => ReactNode;
  /** Other forms of the code. */
  more?: ReactNode;
}

/** The code that reads a dataset, an output or what a link leads to, in the tool one chooses. */
export function CodePanel({ target, token, wordsOf, more }: CodePanelProps) {
  const id = useId();
  const [picked, pick] = useState<AccessTabId>();
  const tabs = tabsFor(target);
  const open = tabs.filter(({ obstacle }) => !obstacle);
  const current = open.find((tab) => tab.id === picked) ?? open[0];
  if (!current) return null;
  const isReading = target.unknown === 'reading' && goesByDialect(target, current.id);
  const { code } = accessCode(target, current.id, token ? { token } : {});

  return (
    <div className="grid gap-3 [&>*]:min-w-0">
      <CodeTabs id={id} tabs={tabs} current={current.id} onPick={pick} />
      {tabs.map((tab) =>
        tab.obstacle ? (
          <p key={tab.id} id={reasonId(id, tab.id)} className="text-muted">
            {tab.obstacle}
          </p>
        ) : null,
      )}
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={tabId(id, current.id)}
        className="grid gap-3 [&>*]:min-w-0"
      >
        {wordsOf(current.id)}
        {current.note ? <p className="text-muted">{current.note}</p> : null}
        <div>
          <div className="mb-1.5 flex flex-wrap justify-end gap-2">
            {more}
            <CopyButton key={current.id} what="the code" text={code} busy={isReading}>
              Copy
            </CopyButton>
          </div>
          {isReading ? (
            <CodeSkeleton />
          ) : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
            <pre tabIndex={0} className="code-block">
              {code}
            </pre>
          )}
        </div>
      </div>
    </div>
  );
}

/** Stands for code that goes by what is still being read. */
function CodeSkeleton() {
  return (
    <div className="code-block grid gap-3" aria-busy="true">
      <p className="text-muted">How the file is written is being read.</p>
      <Skeleton />
      <Skeleton className="w-2/3" />
      <Skeleton className="w-5/6" />
    </div>
  );
}
