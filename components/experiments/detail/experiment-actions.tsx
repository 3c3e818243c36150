'use client';

import { useRouter } from 'next/navigation';
import { lazy, Suspense, useState } from 'react';
import { IconButton } from '#components/ui/button.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import type { Action } from '#lib/access/actions.ts';
import type { Experiment } from '#lib/experiments/experiment-schema.ts';
import { experimentsPath } from '#lib/paths.ts';

const RenameExperimentDialog = lazy(async () => ({
  default: (await import('./rename-experiment-dialog.tsx')).RenameExperimentDialog,
}));
const DeleteExperimentsDialog = lazy(async () => ({
  default: (await import('#components/experiments/delete-experiments-dialog.tsx')).DeleteExperimentsDialog,
}));

interface ExperimentActionsProps {
  workspaceId: string;
  experiment: Experiment;
  can: readonly Action[];
}

/** What one may do with an experiment; what one may not do is not there. */
export function ExperimentActions({ workspaceId, experiment, can }: ExperimentActionsProps) {
  const router = useRouter();
  const [dialog, setDialog] = useState<'rename' | 'delete'>();
  const close = () => setDialog(undefined);
  const mayEdit = can.includes('experiment.edit') && !experiment.deletedAt;
  const mayDelete = can.includes('experiment.delete') && !experiment.deletedAt;
  return (
    <>
      {mayEdit || mayDelete ? (
        <Menu
          align="end"
          trigger={
            <IconButton label="More actions" look="plain">
              <span aria-hidden="true">⋯</span>
            </IconButton>
          }
        >
          {mayEdit ? <MenuItem onSelect={() => setDialog('rename')}>Rename…</MenuItem> : null}
          {mayDelete ? (
            <MenuItem danger onSelect={() => setDialog('delete')}>
              Delete…
            </MenuItem>
          ) : null}
        </Menu>
      ) : null}
      <Suspense>
        {dialog === 'rename' ? <RenameExperimentDialog experiment={experiment} onClose={close} /> : null}
        {dialog === 'delete' ? (
          <DeleteExperimentsDialog
            workspaceId={experiment.workspaceId}
            experiments={[experiment]}
            onClose={close}
            onEnd={(done) => {
              close();
              if (done.length > 0) router.push(experimentsPath(workspaceId));
            }}
          />
        ) : null}
      </Suspense>
    </>
  );
}
