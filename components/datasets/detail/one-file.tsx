'use client';

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { fileQuery } from '#components/datasets/dataset-queries.ts';
import { DownloadButton } from '#components/preview/download-button.tsx';
import { FilePreview } from '#components/preview/file-preview.tsx';
import { GridSkeleton } from '#components/preview/grid-skeleton.tsx';
import { useApi } from '#components/shell/api-context.ts';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { typeOfFile } from '#lib/datasets/leading-file.ts';
import type { VersionFiles } from './version-files.ts';

/** A look into one file of many. */
export function OneFile({
  workspaceId,
  datasetId,
  version,
  targetOf,
  path,
  crumbs,
}: VersionFiles & { path: string; crumbs: ReactNode }) {
  const file = useQuery(fileQuery(useApi(), { workspaceId, datasetId, n: version.n }, path));
  const target = targetOf({ path });
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        {crumbs}
        {file.data && target ? <DownloadButton target={target} size={file.data.size} /> : null}
      </div>
      {file.isPending ? <GridSkeleton /> : null}
      {file.error ? (
        <ErrorNotice error={file.error} onRetry={file.refetch} retrying={file.isFetching} />
      ) : null}
      {file.data === null ? (
        <p className="panel px-4 py-12 text-center text-muted">This version has no file of this path.</p>
      ) : null}
      {file.data && !target ? (
        <p className="panel px-4 py-12 text-center text-muted">
          The data of a deleted dataset cannot be read; restore it first.
        </p>
      ) : null}
      {file.data && target ? (
        <section aria-label="Data" className="flex flex-col gap-3 [&>*]:min-w-0">
          <FilePreview
            key={path}
            file={{
              target,
              dataTypeId: typeOfFile(version, { path }),
              size: file.data.size,
              etag: file.data.etag,
            }}
            name={path}
            label={`Data of ${path}`}
          />
        </section>
      ) : null}
    </div>
  );
}
