'use client';

import Link from 'next/link';
import { Button, buttonClass } from '#components/ui/button.tsx';
import { CodeSection } from '#components/ui/code-section.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { useOrigin } from '#components/ui/use-origin.ts';
import { datasetsPath } from '#lib/paths.ts';
import { isFiltered, type ShareListView, unfilteredLinks } from '../share-view.ts';
import { shareSnippet } from './share-snippet.ts';

interface NoSharesProps {
  workspaceId: string;
  view: ShareListView;
  change: (change: Partial<ShareListView>) => void;
}

/** What stands in for an empty ledger, by the reason why it is empty. */
export function NoShares({ workspaceId, view, change }: NoSharesProps) {
  const origin = useOrigin();
  if (isFiltered(view))
    return (
      <EmptyState
        title="Nothing matches these filters"
        action={<Button onClick={() => change(unfilteredLinks)}>Clear filters</Button>}
      />
    );
  return (
    <EmptyState
      title="Nothing is shared"
      action={
        <Link href={datasetsPath(workspaceId)} className={buttonClass('primary')}>
          Choose a dataset
        </Link>
      }
      code={
        <CodeSection
          heading="The same from a shell (curl), as a signed-in member"
          code={shareSnippet(origin, workspaceId)}
          what="the commands"
        />
      }
    >
      A share link gives people without an account one dataset: to look at, to download, to read from a
      script. It ends by itself, can be revoked at any moment, and every use of it is counted here.
    </EmptyState>
  );
}
