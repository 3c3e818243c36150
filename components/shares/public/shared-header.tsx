'use client';

import { DownloadButton } from '#components/preview/download-button.tsx';
import type { OpenedShare } from '#components/transfers/read-target.ts';
import { buttonClass } from '#components/ui/button.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { labelOf } from '#lib/datasets/data-types.ts';
import { formatBytes } from '#lib/format/bytes.ts';
import { countOf, formatCount } from '#lib/format/count.ts';
import { exactTime } from '#lib/format/time.ts';
import { shareCroissantPath } from '#lib/paths.ts';
import type { ShareView } from '#lib/shares/share-schema.ts';

interface SharedHeaderProps {
  view: ShareView;
  share: OpenedShare;
  code: string;
  /** Downloads that are left; null where there is no limit. */
  left: number | null;
  mayDownload: boolean;
}

export function SharedHeader({ view, share, code, left, mayDownload }: SharedHeaderProps) {
  const { name, sharedBy, dataTypeId, size, version, updatedAt, fileCount, expiresAt, hasPassword, files } =
    view;
  const [file] = files;
  return (
    <header className="grid gap-1.5">
      <p className="text-muted">
        Shared by {sharedBy} · open until {exactTime(expiresAt)}
      </p>
      <div className="flex flex-wrap items-end gap-x-3 gap-y-2">
        <h1 className="min-w-0 flex-auto">{name}</h1>
        <div className="flex flex-wrap gap-1.5">
          {mayDownload ? (
            <>
              <a href="#code" className={buttonClass()}>
                Get access code
              </a>
              <DownloadButton
                target={{ share, ...(fileCount === 1 && file ? { path: file.path } : {}) }}
                look="primary"
                size={size}
              />
            </>
          ) : null}
        </div>
      </div>
      <div className="flex flex-wrap gap-1.5">
        <Chip title={labelOf(dataTypeId)}>{dataTypeId}</Chip>
        <Chip title={`${formatCount(size)} bytes`}>
          <b>{formatBytes(size)}</b>
        </Chip>
        {fileCount > 1 ? <Chip>{countOf(fileCount, 'file')}</Chip> : null}
        <Chip title={exactTime(updatedAt)}>
          version <b>{version}</b>
        </Chip>
        {fileCount === 1 && file?.md5 ? (
          <Chip title={`MD5 ${file.md5}`}>MD5 {file.md5.slice(0, 8)}…</Chip>
        ) : null}
        {left === null ? null : (
          <Chip tone={left > 0 ? 'plain' : 'warn'}>
            {left > 0 ? `${countOf(left, 'download')} left` : 'all downloads are used'}
          </Chip>
        )}
        <a
          href={shareCroissantPath(code)}
          className="link"
          title={`The description of this dataset for machines (Croissant, JSON-LD)${hasPassword ? '; the browser asks for the password once more, with any user name' : ''}`}
        >
          <Chip>Croissant</Chip>
        </a>
      </div>
    </header>
  );
}
