'use client';

import { useState } from 'react';
import { LazyMarkdown } from '#components/markdown/lazy-markdown.tsx';
import { ReadmeOfFiles } from '#components/preview/readme-of-files.tsx';
import type { OpenedShare } from '#components/transfers/read-target.ts';
import { WarningIcon } from '#components/ui/icons.tsx';
import { leadingFile } from '#lib/datasets/leading-file.ts';
import { readmeFile } from '#lib/datasets/readme-file.ts';
import type { ShareView } from '#lib/shares/share-schema.ts';
import { closedMeanwhile } from './opened-share.ts';
import { PublicFrame } from './public-frame.tsx';
import { SharedCode } from './shared-code.tsx';
import { SharedFiles } from './shared-files.tsx';
import { SharedHeader } from './shared-header.tsx';
import { SharedRows } from './shared-rows.tsx';

interface SharedDatasetProps {
  view: ShareView;
  share: OpenedShare;
  code: string;
  /** The link has closed since it was opened. */
  closed: boolean;
  /** How many this page has begun. */
  downloads: number;
}

/** What a link leads to: facts, README, rows, files, and the code that reads it. */
export function SharedDataset({ view, share, code, closed, downloads }: SharedDatasetProps) {
  const [shown, show] = useState(leadingFile(view.files, view.dataTypeId)?.path);
  const left = view.downloadsLeft === null ? null : Math.max(0, view.downloadsLeft - downloads);
  const mayDownload = !closed && left !== 0;
  const several = view.fileCount > 1;
  const readme = several && view.preview ? readmeFile(view.files) : undefined;
  return (
    <PublicFrame>
      <div className="grid gap-5 [&>*]:min-w-0">
        <SharedHeader view={view} share={share} code={code} left={left} mayDownload={mayDownload} />
        {closed ? (
          <p role="alert" className="flex gap-3 rounded-(--radius) bg-warn-wash px-3 py-2.5">
            <WarningIcon className="mt-0.5 shrink-0 text-warn" />
            <span>{closedMeanwhile}</span>
          </p>
        ) : null}
        {view.description.trim() ? (
          <article aria-label="README">
            <LazyMarkdown text={view.description} />
          </article>
        ) : readme ? (
          <ReadmeOfFiles
            file={{
              ...readme,
              target: { share, path: readme.path },
              etag: readme.md5 ?? '',
              n: view.version,
            }}
            instead={null}
          />
        ) : null}
        {view.preview ? <SharedRows view={view} share={share} path={shown} /> : null}
        {several ? (
          <SharedFiles
            view={view}
            share={share}
            shown={view.preview ? shown : undefined}
            onShow={view.preview ? show : undefined}
            mayDownload={mayDownload}
          />
        ) : null}
        {mayDownload ? <SharedCode view={view} share={share} code={code} /> : null}
      </div>
    </PublicFrame>
  );
}
