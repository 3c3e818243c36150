'use client';

import { useRestoreDatasets } from '#components/datasets/dataset-mutations.ts';
import { Button } from '#components/ui/button.tsx';
import type { DatasetSummary } from '#lib/datasets/dataset-schema.ts';
import { countOf } from '#lib/format/count.ts';
import { daysUntil, exactTime } from '#lib/format/time.ts';

interface DeletedCellsProps {
  row: DatasetSummary;
  mayRestore: boolean;
  onRestored: () => void;
}

/** What a deleted dataset's row ends with: how long it is still kept, and the way back. */
export function DeletedCells({ row, mayRestore, onRestored }: DeletedCellsProps) {
  const { mutate, isPending } = useRestoreDatasets(
    row.workspaceId,
    (done) => done.length > 0 && onRestored(),
  );
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
