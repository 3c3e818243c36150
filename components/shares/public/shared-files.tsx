'use client';

import { DownloadButton } from '#components/preview/download-button.tsx';
import { Md5 } from '#components/preview/md5.tsx';
import type { OpenedShare } from '#components/transfers/read-target.ts';
import { Button } from '#components/ui/button.tsx';
import { formatBytes } from '#lib/format/bytes.ts';
import { countOf, formatCount } from '#lib/format/count.ts';
import type { ShareView } from '#lib/shares/share-schema.ts';

interface SharedFilesProps {
  view: ShareView;
  share: OpenedShare;
  /** Path of the file whose rows are shown. */
  shown: string | undefined;
  /** Absent: nothing may be looked at. */
  onShow: ((path: string) => void) | undefined;
  mayDownload: boolean;
}

/** The files behind a link, each to look at or to download. */
export function SharedFiles({ view, share, shown, onShow, mayDownload }: SharedFilesProps) {
  const more = view.fileCount - view.files.length;
  return (
    <section aria-labelledby="files">
      <h2 id="files" className="mb-2">
        {countOf(view.fileCount, 'file')}
      </h2>
      {/* Relative: what is there for screen readers alone would else lengthen the page by all the rows out of sight. */}
      <section
        className="panel relative max-h-[420px] overflow-auto print:max-h-none"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label="Files"
      >
        <table className="table">
          <thead>
            <tr>
              <th scope="col">File</th>
              <th scope="col" className="text-right!">
                Size
              </th>
              <th scope="col" className="max-sm:hidden">
                MD5
              </th>
              <th scope="col">
                <span className="sr-only">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {view.files.map(({ path, size, md5 }) => (
              <tr key={path}>
                <td className="min-w-32 whitespace-pre-wrap font-semibold">{path}</td>
                <td className="whitespace-nowrap text-right" title={`${formatCount(size)} bytes`}>
                  {formatBytes(size)}
                </td>
                <td className="max-sm:hidden">
                  <Md5 value={md5} />
                </td>
                <td>
                  <div className="flex items-center justify-end">
                    {onShow ? (
                      <Button
                        look="quiet"
                        aria-label={`Look at ${path}`}
                        aria-pressed={path === shown}
                        onClick={() => onShow(path)}
                      >
                        {path === shown ? 'Shown' : 'Look'}
                      </Button>
                    ) : null}
                    {mayDownload ? <DownloadButton target={{ share, path }} what={path} /> : null}
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {more > 0 ? (
        <p className="mt-2 text-muted">
          The first {formatCount(view.files.length)} are named; the download holds all.
        </p>
      ) : null}
    </section>
  );
}
