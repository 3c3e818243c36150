'use client';

import { FilePreview } from '#components/preview/file-preview.tsx';
import type { OpenedShare } from '#components/transfers/read-target.ts';
import { typeOfFile } from '#lib/datasets/leading-file.ts';
import { countOf } from '#lib/format/count.ts';
import type { ShareView } from '#lib/shares/share-schema.ts';

interface SharedRowsProps {
  view: ShareView;
  share: OpenedShare;
  path: string | undefined;
}

/** The first rows of one file, by the viewer that members have. */
export function SharedRows({ view, share, path }: SharedRowsProps) {
  const file = view.files.find((candidate) => candidate.path === path);
  if (!file) return null;
  const dataTypeId = typeOfFile(view, file);
  return (
    <section aria-label="Data" className="flex flex-col gap-3 [&>*]:min-w-0">
      {view.fileCount > 1 ? (
        <p className="text-muted">
          <span className="font-semibold text-text">{file.path}</span>, one of{' '}
          <a href="#files" className="link">
            {countOf(view.fileCount, 'file')}
          </a>
        </p>
      ) : null}
      <FilePreview
        key={file.path}
        file={{ target: { share, path: file.path }, dataTypeId, size: file.size, etag: file.md5 ?? '' }}
        name={view.name}
        label={`Data of ${file.path}`}
      />
    </section>
  );
}
