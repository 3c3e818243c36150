'use client';

import { Button } from '#components/ui/button.tsx';
import { countOf } from '#lib/format/count.ts';
import { daysUntil, exactTime } from '#lib/format/time.ts';
import type { Named } from './batch-words.ts';
import { type Removable, useRestore } from './use-removal.ts';

interface DeletedCellsProps {
  row: Named & { purgeAt: string | null };
  removable: Removable;
  mayRestore: boolean;
  onRestored: () => void;
}

/** What a deleted thing's row ends with: how long it is still kept, and the way back. */
export function DeletedCells({ row, removable, mayRestore, onRestored }: DeletedCellsProps) {
  const { mutate, isPending } = useRestore(removable, (done) => done.length > 0 && onRestored());
  const days = row.purgeAt === null ? undefined : daysUntil(row.purgeAt, Date.now());
  return (
    <>
      <td className="whitespace-nowrap text-muted" title={row.purgeAt ? exactTime(row.purgeAt) : undefined}>
        {days === undefined ? '' : days === 0 ? 'moments' : countOf(days, 'day')}
      </td>
      <td className="text-right">
        {mayRestore ? (
          <Button className="h-7!" busy={isPending} onClick={() => mutate([row])}>
            Restore
          </Button>
        ) : null}
      </td>
    </>
  );
}
