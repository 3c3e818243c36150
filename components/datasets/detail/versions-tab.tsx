'use client';

import { useInfiniteQuery } from '@tanstack/react-query';

import { versionsQuery } from '#components/datasets/dataset-queries.ts';
import { DownloadButton } from '#components/preview/download-button.tsx';
import { Md5 } from '#components/preview/md5.tsx';
import { useApi } from '#components/shell/api-context.ts';
import type { ReadTarget } from '#components/transfers/read-target.ts';
import { Button } from '#components/ui/button.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { ShallowLink } from '#components/ui/shallow-link.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Time } from '#components/ui/time.tsx';
import type { Dataset, DatasetVersion } from '#lib/datasets/dataset-schema.ts';
import { formatBytes } from '#lib/format/bytes.ts';
import { formatCount } from '#lib/format/count.ts';

interface VersionsTabProps {
  dataset: Dataset;
  targetOf: (version: DatasetVersion) => ReadTarget | undefined;
  dataHrefOf: (n: number) => string;
}

export function VersionsTab({ dataset, targetOf, dataHrefOf }: VersionsTabProps) {
  const query = useInfiniteQuery(versionsQuery(useApi(), dataset.workspaceId, dataset.id));
  if (query.error && !query.data)
    return <ErrorNotice error={query.error} onRetry={query.refetch} retrying={query.isFetching} />;
  return (
    <div className="panel @container relative overflow-x-auto" aria-busy={query.isPending}>
      <table className="table">
        <thead>
          <tr>
            <th>Version</th>
            <th className="@max-3xl:hidden">Type</th>
            <th className="text-right!">Size</th>
            <th className="@max-2xl:hidden">Owner</th>
            <th>Uploaded</th>
            <th className="@max-xl:hidden">MD5</th>
            <th>
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {query.data?.pages
            .flatMap(({ items }) => items)
            .map((version) => {
              const target = dataset.deletedAt ? undefined : targetOf(version);
              return (
                <tr key={version.n}>
                  <td className="whitespace-nowrap">
                    <ShallowLink href={dataHrefOf(version.n)} className="link font-semibold">
                      Version {version.n}
                    </ShallowLink>{' '}
                    {version.n === dataset.version ? <Chip>newest</Chip> : null}
                  </td>
                  <td className="whitespace-nowrap @max-3xl:hidden">{version.dataTypeId}</td>
                  <td className="whitespace-nowrap text-right" title={`${formatCount(version.size)} bytes`}>
                    {formatBytes(version.size)}
                  </td>
                  <td className="min-w-24 @max-2xl:hidden">{version.owner.displayName}</td>
                  <td>
                    <Time at={version.createdAt} />
                  </td>
                  <td className="@max-xl:hidden">
                    {version.fileCount === 1 ? (
                      <Md5 value={version.files[0]?.md5} />
                    ) : (
                      <span className="whitespace-nowrap text-muted">of each file</span>
                    )}
                  </td>
                  <td className="text-right">
                    {target && version.fileCount === 1 ? (
                      <DownloadButton target={target} what={`version ${version.n}`} />
                    ) : null}
                  </td>
                </tr>
              );
            }) ?? <WaitingRows count={dataset.version} />}
        </tbody>
      </table>
      {query.hasNextPage ? (
        <div className="p-2 text-center">
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Show older
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function WaitingRows({ count }: { count: number }) {
  return Array.from({ length: Math.min(count, 20) }, (_, index) => count - index).map((n) => (
    <tr key={n}>
      <td colSpan={7}>
        <Skeleton />
      </td>
    </tr>
  ));
}
