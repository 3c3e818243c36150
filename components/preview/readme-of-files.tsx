'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { LazyMarkdown } from '#components/markdown/lazy-markdown.tsx';
import { useApi } from '#components/shell/api-context.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { isMarkdown } from '#lib/datasets/readme-file.ts';
import { countOf } from '#lib/format/count.ts';
import { PreviewNotes } from './preview-notes.tsx';
import { askAnew, type PreviewFile, previewQuery } from './preview-queries.ts';
import { WaitingPreview } from './waiting-preview.tsx';

interface ReadmeOfFilesProps {
  file: Pick<PreviewFile, 'target' | 'size' | 'etag'> & { path: string; n: number };
  /** Stands in where the file holds nothing that can be read. */
  instead: ReactNode;
  /** To the right of where it comes from. */
  action?: ReactNode;
}

/** A README that lies among the files of a version. */
export function ReadmeOfFiles({ file: { path, n, ...file }, instead, action }: ReadmeOfFilesProps) {
  const client = useQueryClient();
  const query = previewQuery(useApi(), { ...file, dataTypeId: 'PlainText' });
  const { data, error, failureReason } = useQuery(query);
  if (!data)
    return (
      <WaitingPreview
        error={error}
        failure={failureReason}
        onRetry={() => void askAnew(client, query.queryKey)}
      >
        <div className="panel grid gap-3 px-5 py-4">
          <Skeleton className="w-1/2" />
          <Skeleton />
          <Skeleton className="w-2/3" />
        </div>
      </WaitingPreview>
    );
  if (data.kind !== 'text') return instead;
  const text = data.lines.join('\n');
  return (
    <article aria-label="README" className="panel px-5 py-4">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3 text-muted">
        <p className="min-w-0">
          {data.whole ? 'The file' : `The first ${countOf(data.lines.length, 'line')} of`} <code>{path}</code>{' '}
          of version {n}
        </p>
        {action}
      </div>
      <PreviewNotes notes={data.notes} />
      {isMarkdown({ path }) ? (
        <LazyMarkdown text={text} />
      ) : (
        <pre className="whitespace-pre-wrap">{text}</pre>
      )}
    </article>
  );
}
