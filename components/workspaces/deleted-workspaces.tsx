'use client';

import { Button } from '#components/ui/button.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { countOf } from '#lib/format/count.ts';
import { daysUntil, exactTime } from '#lib/format/time.ts';
import type { DeletedWorkspace } from '#lib/workspaces/workspace-schema.ts';
import { useRestoreWorkspace } from './workspace-mutations.ts';

interface DeletedWorkspacesProps {
  workspaces: readonly DeletedWorkspace[];
  onRestored: () => void;
}

/** Deleted workspaces that one owns, each with its restore. */
export function DeletedWorkspaces({ workspaces, onRestored }: DeletedWorkspacesProps) {
  const { mutate, isPending, variables, error } = useRestoreWorkspace(onRestored);
  return (
    <div className="grid gap-3">
      <ul className="panel">
        {workspaces.map(({ id, name, purgeAt }) => (
          <li
            key={id}
            className="flex items-center justify-between gap-3 border-line border-b px-3 py-2 last:border-b-0"
          >
            <span className="min-w-0">
              <span className="block font-semibold">{name}</span>
              <span className="text-muted" title={exactTime(purgeAt)}>
                {countOf(daysUntil(purgeAt, Date.now()), 'day')} left
              </span>
            </span>
            <Button
              aria-label={`Restore ${name}`}
              busy={isPending && variables === id}
              onClick={() => mutate(id)}
            >
              Restore
            </Button>
          </li>
        ))}
      </ul>
      {error ? <ErrorNotice error={error} /> : null}
    </div>
  );
}
