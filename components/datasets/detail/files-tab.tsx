'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { filesQuery } from '#components/datasets/dataset-queries.ts';
import { DownloadButton } from '#components/preview/download-button.tsx';
import { Md5 } from '#components/preview/md5.tsx';
import { useApi } from '#components/shell/api-context.ts';
import type { ReadTarget } from '#components/transfers/read-target.ts';
import { Button } from '#components/ui/button.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { NameFilter } from '#components/ui/name-filter.tsx';
import type { DatasetFile, DatasetVersion } from '#lib/datasets/dataset-schema.ts';
import { formatBytes } from '#lib/format/bytes.ts';
import { countOf, formatCount } from '#lib/format/count.ts';

interface FilesTabProps {
  workspaceId: string;
  datasetId: string;
  version: DatasetVersion;
  /** Undefined where the file cannot be read now. */
  targetOf: (file: DatasetFile) => ReadTarget | undefined;
}

export function FilesTab({ workspaceId, datasetId, version, targetOf }: FilesTabProps) {
  if (version.fileCount === 1) return <FileTable files={version.files} targetOf={targetOf} />;
  return (
    <ManyFiles
      key={version.n}
      workspaceId={workspaceId}
      datasetId={datasetId}
      version={version}
      targetOf={targetOf}
    />
  );
}

/** The version itself carries but the first of its files: these are asked for as they are wanted. */
function ManyFiles({ workspaceId, datasetId, version, targetOf }: FilesTabProps) {
  const [search, setSearch] = useState('');
  const query = useInfiniteQuery(filesQuery(useApi(), workspaceId, datasetId, version.n, search));
  const files = query.data?.pages.flatMap(({ items }) => items) ?? [];
  if (!query.data && query.error)
    return <ErrorNotice error={query.error} onRetry={query.refetch} retrying={query.isFetching} />;
  return (
    <div
      className="grid grid-cols-[minmax(0,1fr)] gap-3"
      aria-busy={query.isPending || query.isPlaceholderData}
    >
      <search>
        <NameFilter label="Filter by path" search={search} onSearch={setSearch} />
      </search>
      {files.length > 0 ? <FileTable files={files} targetOf={targetOf} /> : null}
      {query.data && files.length === 0 ? (
        <p className="panel px-4 py-12 text-center text-muted">No path of this version holds “{search}”.</p>
      ) : null}
      <div className="flex flex-wrap items-center gap-3 text-muted">
        {search === ''
          ? `${formatCount(files.length)} of ${countOf(version.fileCount, 'file')}`
          : `${countOf(files.length, 'file')}${query.hasNextPage ? ' so far' : ''}`}
        {query.hasNextPage ? (
          <Button busy={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
            Show more
          </Button>
        ) : null}
      </div>
    </div>
  );
}

interface FileTableProps {
  files: readonly DatasetFile[];
  targetOf: FilesTabProps['targetOf'];
}

function FileTable({ files, targetOf }: FileTableProps) {
  return (
    <div className="panel relative overflow-x-auto">
      <table className="table">
        <thead>
          <tr>
            <th>File</th>
            <th className="text-right!">Size</th>
            <th>MD5</th>
            <th>ETag</th>
            <th>Content type</th>
            <th>
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {files.map((file) => {
            const target = targetOf(file);
            return (
              <tr key={file.path}>
                <td className="min-w-40 whitespace-pre-wrap font-semibold">{file.path}</td>
                <td className="whitespace-nowrap text-right" title={`${formatCount(file.size)} bytes`}>
                  {formatBytes(file.size)}
                </td>
                <td>
                  <Md5 value={file.md5} />
                </td>
                <td>
                  <code className="whitespace-nowrap">{file.etag}</code>
                </td>
                <td className="whitespace-nowrap">{file.contentType}</td>
                <td className="text-right">
                  {target ? <DownloadButton target={target} what={file.path} /> : null}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
