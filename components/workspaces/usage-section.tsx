'use client';

import { useQuery } from '@tanstack/react-query';
import { useApi } from '#components/shell/api-context.ts';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { formatBytes } from '#lib/format/bytes.ts';
import { formatCount } from '#lib/format/count.ts';
import type { Usage } from '#lib/workspaces/workspace-schema.ts';
import { usageQuery } from './usage-query.ts';
import { UsageTable } from './usage-table.tsx';

/** What the workspace keeps in storage, by dataset. */
export function UsageSection({ workspaceId }: { workspaceId: string }) {
  const { data, error, refetch, isFetching } = useQuery(usageQuery(useApi(), workspaceId));
  return (
    <section aria-labelledby="usage" className="mt-6" aria-busy={!data && !error}>
      <h2 id="usage">Storage in use</h2>
      {data ? (
        <>
          <Sum usage={data} />
          <UsageTable workspaceId={workspaceId} usage={data} />
        </>
      ) : null}
      {!data && error ? <ErrorNotice error={error} onRetry={refetch} retrying={isFetching} /> : null}
      {!data && !error ? <Skeleton className="my-3 w-72" /> : null}
    </section>
  );
}

function Sum({ usage: { bytes, quotaBytes, reservedBytes } }: { usage: Usage }) {
  const taken = bytes + reservedBytes;
  return (
    <div className="mt-1 mb-3 max-w-[72ch] text-muted">
      <p>
        <b className="text-text">{formatBytes(bytes)}</b> ({formatCount(bytes)} bytes)
        {quotaBytes === null
          ? '; no quota is set.'
          : ` of ${formatBytes(quotaBytes)} (${formatCount(quotaBytes)} bytes).`}
        {reservedBytes > 0
          ? ` Besides, ${formatBytes(reservedBytes)} (${formatCount(reservedBytes)} bytes) are held for uploads that are under way.`
          : null}
      </p>
      {quotaBytes === null ? null : (
        <meter
          aria-label="Quota in use"
          className="mt-2 block h-2 w-full max-w-[480px]"
          min={0}
          max={quotaBytes}
          high={quotaBytes * 0.9}
          value={Math.min(taken, quotaBytes)}
        >
          {formatBytes(taken)} of {formatBytes(quotaBytes)}
        </meter>
      )}
    </div>
  );
}
