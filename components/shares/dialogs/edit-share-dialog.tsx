'use client';

import { useState } from 'react';
import { useApi } from '#components/shell/api-context.ts';
import { TextField } from '#components/ui/fields.tsx';
import type { Share } from '#lib/shares/share-schema.ts';
import { EditLinkDialog } from './edit-link-dialog.tsx';
import { limitHint, limitOf, limitProblem } from './share-draft.ts';

interface EditShareDialogProps {
  workspaceId: string;
  share: Share;
  onClose: () => void;
}

/** Extends a link to a dataset, or changes its limit, note and password. */
export function EditShareDialog({ workspaceId, share, onClose }: EditShareDialogProps) {
  const api = useApi();
  const [limit, setLimit] = useState(share.downloadLimit === null ? '' : String(share.downloadLimit));
  const problem = limitProblem(limit);
  const hint = limitHint(limit, share.preview && share.downloadLimit === null);
  return (
    <EditLinkDialog
      workspaceId={workspaceId}
      link={share}
      title={`Link to “${share.datasetName}”`}
      noteHint="Only members see it."
      blocked={problem !== undefined}
      save={(changes) =>
        api('updateShare', {
          params: { workspaceId, shareId: share.id },
          body: { ...changes, downloadLimit: limitOf(limit) ?? null },
        })
      }
      onClose={onClose}
    >
      <TextField
        label="Downloads at most"
        inputMode="numeric"
        placeholder="no limit"
        autoComplete="off"
        value={limit}
        error={problem}
        hint={`${share.downloads} so far.${hint ? ` ${hint}` : ''}`}
        onChange={({ target }) => setLimit(target.value)}
      />
    </EditLinkDialog>
  );
}
