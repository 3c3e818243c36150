'use client';

import { useQuery } from '@tanstack/react-query';
import { useApi } from '#components/shell/api-context.ts';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { labelOf } from '#lib/datasets/data-types.ts';
import { formatBytes } from '#lib/format/bytes.ts';
import { previewShape } from '#lib/preview/preview-shape.ts';
import { GridSkeleton } from './grid-skeleton.tsx';
import { ImageView, largestImage } from './image-view.tsx';
import { NoPreview } from './no-preview.tsx';
import { type FileAddress, previewQuery } from './preview-query.ts';
import { TableView } from './table-view.tsx';
import { TextView } from './text-view.tsx';

export function DataTab({ address, name }: { address: FileAddress; name: string }) {
  const { dataTypeId } = address.version;
  const shape = previewShape(dataTypeId);
  if (shape === 'image') {
    if (address.file.size <= largestImage) return <ImageView address={address} name={name} />;
    return (
      <NoPreview title="Too large to preview" address={address}>
        The image has {formatBytes(address.file.size)}; images of up to {formatBytes(largestImage)} are shown.
      </NoPreview>
    );
  }
  if (shape === 'none')
    return (
      <NoPreview title={labelOf(dataTypeId)} address={address}>
        There is no preview of this type; download the file to look into it.
      </NoPreview>
    );
  return <FilePreview address={address} name={name} />;
}

function FilePreview({ address, name }: { address: FileAddress; name: string }) {
  const { data, error, refetch, isFetching } = useQuery(previewQuery(useApi(), address));
  if (!data && isFetching && !error) return <GridSkeleton />;
  if (!data) return <ErrorNotice error={error} onRetry={refetch} retrying={isFetching} />;
  const label = `Data of ${name}, version ${address.version.n}`;
  switch (data.kind) {
    case 'table':
      return <TableView table={data} label={label} />;
    case 'text':
      return <TextView text={data} label={label} />;
    case 'empty':
      return (
        <NoPreview title="This file is empty" address={address}>
          It has {address.file.size === 0 ? 'no bytes' : 'no rows'}; there is nothing to show.
        </NoPreview>
      );
    case 'not-text':
      return (
        <NoPreview title="Does not look like text" address={address}>
          The type is {labelOf(address.version.dataTypeId)}, but the file holds bytes that no text has.
          Download it to look into it, or upload a new version with the right type.
        </NoPreview>
      );
    case 'too-large':
      return (
        <NoPreview title="Too large to preview" address={address}>
          {data.reason} Download the file to look into it.
        </NoPreview>
      );
  }
}
