'use client';

import { lazy, type ReactNode, Suspense } from 'react';
import { FilePreview } from '#components/preview/file-preview.tsx';
import { ShallowLink } from '#components/ui/shallow-link.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { Action } from '#lib/access/actions.ts';
import type { Dataset, DatasetVersion } from '#lib/datasets/dataset-schema.ts';
import { leadingFile, typeOfFile } from '#lib/datasets/leading-file.ts';
import { readmeFile } from '#lib/datasets/readme-file.ts';
import { countOf } from '#lib/format/count.ts';
import { ActivityTab } from './activity-tab.tsx';
import type { DetailTab } from './detail-view.ts';
import { FilesTab } from './files-tab.tsx';
import { ReadmeTab } from './readme-tab.tsx';
import { VersionsTab } from './versions-tab.tsx';

const DatasetCodeSection = lazy(async () => ({
  default: (await import('#components/access-code/dataset-code.tsx')).DatasetCodeSection,
}));

const DatasetShares = lazy(async () => ({
  default: (await import('#components/shares/dataset-shares.tsx')).DatasetShares,
}));

interface DetailContentProps {
  tab: DetailTab;
  /** The workspace one is in; a sample's own is another. */
  workspaceId: string;
  dataset: Dataset;
  shown: DatasetVersion;
  can: readonly Action[];
  hrefOf: (tab: DetailTab, version?: number) => string;
  about: ReactNode;
}

/**
 * The open tab, and the facts about the dataset beside it. A grid of data needs the whole width (`lg:col-span-2`); the
 * facts then stand below it, still on the right.
 */
export function DetailContent(props: DetailContentProps) {
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_300px] [&>*]:min-w-0">
      <OpenTab {...props} />
      <div className="lg:col-start-2">{props.about}</div>
    </div>
  );
}

function OpenTab({ tab, workspaceId, dataset, shown, can, hrefOf }: DetailContentProps) {
  const { workspaceId: home, id: datasetId } = dataset;
  const targetOf = (version: DatasetVersion, file: { path: string } | undefined = version.files[0]) =>
    file && { workspaceId: home, datasetId, datasetName: dataset.name, n: version.n, path: file.path };
  const first = leadingFile(shown.files, shown.dataTypeId);
  const target = targetOf(shown, first);
  switch (tab) {
    case 'data':
      if (dataset.deletedAt || !first || !target)
        return (
          <p className="panel px-4 py-12 text-center text-muted">
            {first
              ? 'The data of a deleted dataset cannot be read; restore it first.'
              : 'This version has no files.'}
          </p>
        );
      return (
        <>
          {shown.fileCount > 1 ? (
            <p className="text-muted lg:col-span-2">
              <span className="font-semibold text-text">{first.path}</span>, one of{' '}
              <ShallowLink href={hrefOf('files')} className="link">
                {countOf(shown.fileCount, 'file')}
              </ShallowLink>
            </p>
          ) : null}
          <FilePreview
            key={`${shown.n} ${first.path}`}
            file={{ target, dataTypeId: typeOfFile(shown, first), size: first.size, etag: first.etag }}
            name={dataset.name}
            label={`Data of ${dataset.name}, version ${shown.n}`}
          />
        </>
      );
    case 'readme': {
      const readme = shown.fileCount > 1 && !dataset.deletedAt ? readmeFile(shown.files) : undefined;
      const readmeTarget = readme && targetOf(shown, readme);
      return (
        <ReadmeTab
          key={datasetId}
          dataset={dataset}
          mayEdit={can.includes('dataset.edit') && !dataset.deletedAt}
          file={readme && readmeTarget && { ...readme, n: shown.n, target: readmeTarget }}
        />
      );
    }
    case 'versions':
      return (
        <VersionsTab
          dataset={dataset}
          targetOf={targetOf}
          dataHrefOf={(n) => hrefOf('data', n)}
          mayRepeat={can.includes('dataset.create') && !dataset.deletedAt}
        />
      );
    case 'files':
      return (
        <FilesTab
          workspaceId={home}
          datasetId={datasetId}
          version={shown}
          targetOf={(file) => (dataset.deletedAt ? undefined : targetOf(shown, file))}
        />
      );
    case 'code':
      if (dataset.deletedAt)
        return (
          <p className="panel px-4 py-12 text-center text-muted">
            No code can read a deleted dataset; restore it first.
          </p>
        );
      return (
        <Suspense fallback={<Skeleton />}>
          <DatasetCodeSection key={shown.n} workspaceId={workspaceId} dataset={dataset} version={shown} />
        </Suspense>
      );
    case 'shares':
      return (
        <Suspense fallback={<Skeleton />}>
          <DatasetShares workspaceId={home} dataset={dataset} can={can} />
        </Suspense>
      );
    case 'activity':
      return <ActivityTab workspaceId={home} datasetId={datasetId} />;
  }
}
