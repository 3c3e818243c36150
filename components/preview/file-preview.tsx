'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '#components/shell/api-context.ts';
import { labelOf } from '#lib/datasets/data-types.ts';
import { formatBytes } from '#lib/format/bytes.ts';
import { previewShape } from '#lib/preview/preview-shape.ts';
import { GridSkeleton } from './grid-skeleton.tsx';
import { ImageView, largestImage } from './image-view.tsx';
import { NoPreview } from './no-preview.tsx';
import { askAnew, type PreviewFile, previewQuery } from './preview-queries.ts';
import { TableView } from './table-view.tsx';
import { TextView } from './text-view.tsx';
import { WaitingPreview } from './waiting-preview.tsx';

interface FilePreviewProps {
  file: PreviewFile;
  /** What the file is called on the page. */
  name: string;
  /** Names the region that scrolls, for screen readers. */
  label: string;
}

/** The first rows or lines of a file, an image, or why there is nothing to see. */
export function FilePreview({ file, name, label }: FilePreviewProps) {
  const { dataTypeId } = file;
  const shape = previewShape(dataTypeId);
  if (shape === 'image') {
    if (file.size <= largestImage) return <ImageView file={file} name={name} />;
    return (
      <NoPreview title="Too large to preview" target={file.target}>
        The image has {formatBytes(file.size)}; images of up to {formatBytes(largestImage)} are shown.
      </NoPreview>
    );
  }
  if (shape === 'none')
    return (
      <NoPreview title={labelOf(dataTypeId)} target={file.target}>
        There is no preview of this type; download the file to look into it.
      </NoPreview>
    );
  return <ReadFile file={file} label={label} />;
}

function ReadFile({ file, label }: Pick<FilePreviewProps, 'file' | 'label'>) {
  const client = useQueryClient();
  const query = previewQuery(useApi(), file);
  const { data, error, failureReason } = useQuery(query);
  if (!data)
    return (
      <div className="lg:col-span-2">
        <WaitingPreview
          error={error}
          failure={failureReason}
          onRetry={() => void askAnew(client, query.queryKey)}
        >
          <GridSkeleton />
        </WaitingPreview>
      </div>
    );
  switch (data.kind) {
    case 'table':
    case 'parquet':
    case 'records':
      return <TableView table={data} label={label} />;
    case 'text':
      return <TextView text={data} label={label} />;
    case 'empty':
      return (
        <NoPreview title="This file is empty" target={file.target}>
          It has {file.size === 0 ? 'no bytes' : 'no rows'}; there is nothing to show.
        </NoPreview>
      );
    case 'not-text':
      return (
        <NoPreview title="Does not look like text" target={file.target}>
          The type is {labelOf(file.dataTypeId)}, but the file holds bytes that no text has. Download it to
          look into it, or upload it again with the right type.
        </NoPreview>
      );
    case 'unreadable':
      return (
        <NoPreview title={`Does not read as ${labelOf(file.dataTypeId)}`} target={file.target}>
          {data.reason} Download it to look into it, or upload it again with the right type.
        </NoPreview>
      );
    case 'too-large':
      return (
        <NoPreview title="Too large to preview" target={file.target}>
          {data.reason} Download the file to look into it.
        </NoPreview>
      );
  }
}
