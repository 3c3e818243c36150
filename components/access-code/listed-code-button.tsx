'use client';

import { lazy, Suspense, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import type { DatasetSummary } from '#lib/datasets/dataset-schema.ts';

const load = () => import('./listed-dataset-code.tsx');
const ListedDatasetCode = lazy(async () => ({ default: (await load()).ListedDatasetCode }));

/** Opens the access code of one dataset of a list; the dialog's code is loaded when it is wanted. */
export function ListedCodeButton({ workspaceId, dataset }: { workspaceId: string; dataset: DatasetSummary }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        aria-label="Generate data access code"
        onPointerEnter={() => void load()}
        onClick={() => setOpen(true)}
      >
        <span className="max-sm:hidden">Generate data access code</span>
        <span className="sm:hidden">Access code</span>
      </Button>
      {open ? (
        <Suspense>
          <ListedDatasetCode workspaceId={workspaceId} dataset={dataset} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
