'use client';

import { useState } from 'react';
import { useApi } from '#components/shell/api-context.ts';
import { TextField } from '#components/ui/fields.tsx';
import type { DataRequest } from '#lib/shares/data-request-schema.ts';
import { EditLinkDialog } from '../dialogs/edit-link-dialog.tsx';
import { filesProblem } from './request-draft.ts';

interface EditRequestDialogProps {
  workspaceId: string;
  request: DataRequest;
  onClose: () => void;
}

/** Extends a link to receive data, or changes its words, number and password. */
export function EditRequestDialog({ workspaceId, request, onClose }: EditRequestDialogProps) {
  const api = useApi();
  const [title, setTitle] = useState(request.title);
  const [maxFiles, setMaxFiles] = useState(String(request.maxFiles));
  const problems = {
    title: title.trim() === '' ? 'Say what you ask for.' : undefined,
    maxFiles: filesProblem(maxFiles),
  };
  return (
    <EditLinkDialog
      workspaceId={workspaceId}
      link={request}
      title={`Link for “${request.title}”`}
      noteHint="Whoever opens the link reads it."
      lead={
        <TextField
          label="What you ask for"
          autoComplete="off"
          maxLength={200}
          value={title}
          error={problems.title}
          onChange={({ target }) => setTitle(target.value)}
        />
      }
      blocked={Object.values(problems).some(Boolean)}
      save={(changes) =>
        api('updateDataRequest', {
          params: { workspaceId, requestId: request.id },
          body: { ...changes, title: title.trim(), maxFiles: Number(maxFiles.trim()) },
        })
      }
      onClose={onClose}
    >
      <TextField
        label="Files at most"
        inputMode="numeric"
        autoComplete="off"
        value={maxFiles}
        error={problems.maxFiles}
        hint={`${request.received} arrived so far.`}
        onChange={({ target }) => setMaxFiles(target.value)}
      />
    </EditLinkDialog>
  );
}
