'use client';

import Link from 'next/link';
import { Time } from '#components/ui/time.tsx';
import { countOf } from '#lib/format/count.ts';
import { datasetPath } from '#lib/paths.ts';
import type { Share } from '#lib/shares/share-schema.ts';
import { downloadWords, versionWords } from '../share-words.ts';
import { LinkRow } from './link-row.tsx';
import { type LinkRowsProps, LinkTable } from './link-table.tsx';
import type { ShareQuestion } from './share-dialogs.tsx';

interface ShareTableProps extends LinkRowsProps<Share, ShareQuestion> {
  /** The table stands on a dataset's own page. */
  ofDataset?: boolean;
}

/** Links to datasets: to what, by whom, in what state, how often used and when last. */
export function ShareTable({
  workspaceId,
  userId,
  mayChange,
  onAsk,
  ofDataset = false,
  ...table
}: ShareTableProps) {
  return (
    <LinkTable
      {...table}
      mayChange={mayChange}
      caption="Share links"
      what={ofDataset ? 'Version and note' : 'Dataset and note'}
      counted="Used"
    >
      {(share, pick) => {
        const { datasetId, datasetName, n, note, audience, hasPassword, uses, lastUsedAt } = share;
        return (
          <LinkRow
            key={share.id}
            {...pick}
            link={share}
            name={`the link to ${datasetName}${note ? `, ${note}` : ''}`}
            subject={
              ofDataset ? (
                <span data-row-focus tabIndex={-1} className="font-semibold">
                  {versionWords(n)}
                </span>
              ) : (
                <Link
                  data-row-focus
                  prefetch={false}
                  href={datasetPath(workspaceId, datasetId)}
                  className="link line-clamp-2 font-semibold @3xl:truncate"
                  title={datasetName}
                >
                  {datasetName}
                </Link>
              )
            }
            facts={[
              ofDataset ? '' : versionWords(n),
              audience === 'members' ? 'members only' : '',
              hasPassword ? 'password' : '',
              note,
            ].filter(Boolean)}
            counted={downloadWords(share)}
            countedMore={
              <span title={countOf(uses, 'use')}>
                {lastUsedAt ? (
                  <>
                    last used <Time at={lastUsedAt} />
                  </>
                ) : (
                  'never used'
                )}
              </span>
            }
            userId={userId}
            mayChange={mayChange(share)}
            onChoose={(kind) => onAsk(kind === 'revoke' ? { kind, shares: [share] } : { kind, share })}
          />
        );
      }}
    </LinkTable>
  );
}
