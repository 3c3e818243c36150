'use client';

import { useRestoreDatasets } from '#components/datasets/dataset-mutations.ts';
import { Button } from '#components/ui/button.tsx';
import { WarningIcon } from '#components/ui/icons.tsx';
import type { Dataset } from '#lib/datasets/dataset-schema.ts';
import { exactTime } from '#lib/format/time.ts';

export function DeletedBanner({ dataset, mayRestore }: { dataset: Dataset; mayRestore: boolean }) {
  const { mutate, isPending } = useRestoreDatasets(dataset.workspaceId);
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-3 rounded-(--radius) bg-warn-wash px-3 py-2.5"
    >
      <WarningIcon className="shrink-0 text-warn" />
      <p className="min-w-0 flex-1 basis-60">
        This dataset is deleted
        {dataset.purgeAt ? `; its bytes are removed for good on ${exactTime(dataset.purgeAt)}` : ''}.
      </p>
      {mayRestore ? (
        <Button busy={isPending} onClick={() => mutate([dataset])}>
          Restore
        </Button>
      ) : null}
    </div>
  );
}
