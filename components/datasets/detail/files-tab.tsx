'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { filesQuery } from '#components/datasets/dataset-queries.ts';
import { DownloadButton } from '#components/preview/download-button.tsx';
import { GridSkeleton } from '#components/preview/grid-skeleton.tsx';
import { Md5 } from '#components/preview/md5.tsx';
import { useApi } from '#components/shell/api-context.ts';
import type { ReadTarget } from '#components/transfers/read-target.ts';
import { Button } from '#components/ui/button.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { NameFilter } from '#components/ui/name-filter.tsx';
import { ShallowLink } from '#components/ui/shallow-link.tsx';
import { useUrlView } from '#components/ui/use-url-view.ts';
import type { DatasetFile, Folder } from '#lib/datasets/dataset-schema.ts';
import { formatBytes } from '#lib/format/bytes.ts';
import { countOf, formatCount } from '#lib/format/count.ts';
import { lastName } from '#lib/transfers/file-path.ts';
import { type DetailView, detailSearch, parseDetailView } from './detail-view.ts';
import { FolderCrumbs } from './folder-crumbs.tsx';
import type { VersionFiles } from './version-files.ts';

// It brings along what tells a file's type.
const OneFile = lazy(async () => ({ default: (await import('./one-file.tsx')).OneFile }));

const urlRules = {
  read: parseDetailView,
  write: detailSearch,
  changed: (view: DetailView, change: Partial<DetailView>) => ({ ...view, ...change }),
};

export function FilesTab(props: VersionFiles) {
  const { version, targetOf } = props;
  const { view, hrefOf } = useUrlView<DetailView>(urlRules);
  if (version.fileCount === 1) return <FileTable whole entries={version.files} targetOf={targetOf} />;
  const folderHref = (folder: string) => hrefOf({ folder: folder || undefined, file: undefined });
  const fileHref = (file: string) => hrefOf({ file });
  if (view.file !== undefined)
    return (
      <Suspense fallback={<GridSkeleton />}>
        <OneFile {...props} path={view.file} crumbs={<FolderCrumbs path={view.file} hrefOf={folderHref} />} />
      </Suspense>
    );
  return <Folders {...props} key={version.n} folder={view.folder ?? ''} hrefs={{ folderHref, fileHref }} />;
}

interface Hrefs {
  /** `''` is the topmost. */
  folderHref: (folder: string) => string;
  fileHref: (path: string) => string;
}

/** A folder of the version; the version itself carries but the first of its files: these are asked for as they are wanted. */
function Folders({
  workspaceId,
  datasetId,
  version,
  targetOf,
  folder,
  hrefs,
}: VersionFiles & { folder: string; hrefs: Hrefs }) {
  const [search, setSearch] = useState('');
  const address = { workspaceId, datasetId, n: version.n };
  const query = useInfiniteQuery(filesQuery(useApi(), address, { folder, search }));
  const entries = query.data?.pages.flatMap(inOrder) ?? [];
  if (!query.data && query.error)
    return <ErrorNotice error={query.error} onRetry={query.refetch} retrying={query.isFetching} />;
  const told = search === '' ? saidOf(entries) : countOf(entries.length, 'file');
  const ofAll = search === '' ? `, ${countOf(version.fileCount, 'file')} in this version` : '';
  return (
    <div
      className="grid grid-cols-[minmax(0,1fr)] gap-3"
      aria-busy={query.isPending || query.isPlaceholderData}
    >
      <div className="flex flex-wrap items-center justify-between gap-2">
        <FolderCrumbs path={folder} hrefOf={hrefs.folderHref} />
        <search>
          <NameFilter label="Filter by path" search={search} onSearch={setSearch} />
        </search>
      </div>
      {entries.length > 0 ? (
        <FileTable
          entries={entries}
          targetOf={targetOf}
          hrefs={hrefs}
          // Found files lie anywhere.
          whole={search !== ''}
        />
      ) : null}
      {query.data && entries.length === 0 ? (
        <p className="panel px-4 py-12 text-center text-muted">
          {search === '' ? 'This version has no such folder.' : `No path of this version holds “${search}”.`}
        </p>
      ) : null}
      <div className="flex flex-wrap items-center gap-3 text-muted">
        {query.data ? `${told}${query.hasNextPage ? ' so far' : ''}${ofAll}` : null}
        {query.hasNextPage ? (
          <Button busy={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
            Show more
          </Button>
        ) : null}
      </div>
    </div>
  );
}

type Entry = DatasetFile | Folder;

function isFolder(entry: Entry): entry is Folder {
  return 'fileCount' in entry;
}

/** Folders first within a page: later pages bring later names of both. */
function inOrder({ folders, items }: { folders: Folder[]; items: DatasetFile[] }): Entry[] {
  return [...folders, ...items];
}

/** `2 folders and 3 files here` */
function saidOf(entries: readonly Entry[]): string {
  const folders = entries.filter(isFolder).length;
  const files = entries.length - folders;
  const parts = [
    folders > 0 ? countOf(folders, 'folder') : undefined,
    files > 0 || folders === 0 ? countOf(files, 'file') : undefined,
  ];
  return `${parts.filter(Boolean).join(' and ')} here`;
}

interface FileTableProps {
  entries: readonly Entry[];
  targetOf: VersionFiles['targetOf'];
  /** Absent where there is one file, which the Data tab shows. */
  hrefs?: Hrefs;
  /** With the folders that files are in. */
  whole: boolean;
}

function FileTable({ entries, targetOf, hrefs, whole }: FileTableProps) {
  return (
    <div className="panel relative overflow-x-auto">
      <table className="table">
        <thead>
          <tr>
            <th>File</th>
            <th className="text-right!">Size</th>
            <th>MD5</th>
            <th className="max-2xl:hidden">ETag</th>
            <th className="max-2xl:hidden">Content type</th>
            <th>
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) =>
            isFolder(entry) ? (
              <FolderRow
                key={entry.path}
                folder={entry}
                name={`${lastName(entry.path.slice(0, -1))}/`}
                href={hrefs?.folderHref(entry.path) ?? ''}
              />
            ) : (
              <FileRow
                key={entry.path}
                file={entry}
                name={whole ? entry.path : lastName(entry.path)}
                href={hrefs?.fileHref(entry.path)}
                target={targetOf(entry)}
              />
            ),
          )}
        </tbody>
      </table>
    </div>
  );
}

function FolderRow({ folder, name, href }: { folder: Folder; name: string; href: string }) {
  return (
    <tr>
      <td className="min-w-32 whitespace-pre-wrap font-semibold">
        <ShallowLink href={href} className="link">
          {name}
        </ShallowLink>
        <span className="inline-block font-normal text-muted"> · {countOf(folder.fileCount, 'file')}</span>
      </td>
      <SizeCell bytes={folder.size} />
      <td colSpan={4} />
    </tr>
  );
}

interface FileRowProps {
  file: DatasetFile;
  name: string;
  href: string | undefined;
  target: ReadTarget | undefined;
}

function FileRow({ file, name, href, target }: FileRowProps) {
  return (
    <tr>
      <td className="min-w-32 whitespace-pre-wrap font-semibold">
        {href && target ? (
          <ShallowLink href={href} className="link">
            {name}
          </ShallowLink>
        ) : (
          name
        )}
      </td>
      <SizeCell bytes={file.size} />
      <td>
        <Md5 value={file.md5} />
      </td>
      <td className="max-2xl:hidden">
        <code className="whitespace-nowrap">{file.etag}</code>
      </td>
      <td className="whitespace-nowrap max-2xl:hidden">{file.contentType}</td>
      <td className="text-right">{target ? <DownloadButton target={target} what={file.path} /> : null}</td>
    </tr>
  );
}

function SizeCell({ bytes }: { bytes: number }) {
  return (
    <td className="whitespace-nowrap text-right" title={`${formatCount(bytes)} bytes`}>
      {formatBytes(bytes)}
    </td>
  );
}
