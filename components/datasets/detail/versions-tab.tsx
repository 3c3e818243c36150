'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { versionsQuery } from '#components/datasets/dataset-queries.ts';
import { DownloadButton } from '#components/preview/download-button.tsx';
import { Md5 } from '#components/preview/md5.tsx';
import { useApi } from '#components/shell/api-context.ts';
import type { ReadTarget } from '#components/transfers/read-target.ts';
import { Button, IconButton } from '#components/ui/button.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { ShallowLink } from '#components/ui/shallow-link.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Time } from '#components/ui/time.tsx';
import type { Dataset, DatasetVersion } from '#lib/datasets/dataset-schema.ts';
import { formatBytes } from '#lib/format/bytes.ts';
import { formatCount } from '#lib/format/count.ts';

const RepeatVersionDialog = lazy(async () => ({
  default: (await import('#components/datasets/dialogs/repeat-version-dialog.tsx')).RepeatVersionDialog,
}));

interface VersionsTabProps {
  dataset: Dataset;
  targetOf: (version: DatasetVersion) => ReadTarget | undefined;
  dataHrefOf: (n: number) => string;
  /** Versions may be made of it. */
  mayRepeat: boolean;
}

export function VersionsTab({ dataset, targetOf, dataHrefOf, mayRepeat }: VersionsTabProps) {
  const [repeated, repeat] = useState<DatasetVersion>();
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
                  <td className="whitespace-nowrap py-1.5">
                    <ShallowLink href={dataHrefOf(version.n)} className="link font-semibold">
                      Version {version.n}
                    </ShallowLink>{' '}
                    {version.n === dataset.version ? <Chip>newest</Chip> : null}
                    <span className="hidden text-muted text-xs @max-3xl:block">{version.dataTypeId}</span>
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
                  <td>
                    <div className="flex justify-end gap-1">
                      {mayRepeat && version.n !== dataset.version ? (
                        <Menu
                          align="end"
                          trigger={
                            <IconButton label={`More actions on version ${version.n}`}>
                              <span aria-hidden="true">⋯</span>
                            </IconButton>
                          }
                        >
                          <MenuItem onSelect={() => repeat(version)}>Make it the newest…</MenuItem>
                        </Menu>
                      ) : null}
                      {target && version.fileCount === 1 ? (
                        <DownloadButton target={target} what={`version ${version.n}`} />
                      ) : null}
                    </div>
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
      <Suspense>
        {repeated ? (
          <RepeatVersionDialog dataset={dataset} version={repeated} onClose={() => repeat(undefined)} />
        ) : null}
      </Suspense>
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
