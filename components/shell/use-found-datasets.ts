'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type DatasetListQuery, datasetListQuery } from '#components/datasets/dataset-queries.ts';
import { sessionQuery } from '#components/identity/session-query.ts';
import { useApi } from './api-context.ts';

/** Own datasets and samples with `search` in their names; without a search the own ones changed last. */
export function useFoundDatasets(workspaceId: string, search: string) {
  const api = useApi();
  const { data: session } = useQuery(sessionQuery(api));
  const query: DatasetListQuery = search
    ? { search, limit: 8 }
    : { sort: 'updatedAt', order: 'desc', limit: 8 };
  const own = useQuery(datasetListQuery(api, workspaceId, query));
  const samples = useQuery({
    ...datasetListQuery(api, session?.samplesWorkspaceId ?? '', query),
    enabled: session !== undefined && search !== '',
  });
  const groups = (
    [
      { kind: 'own', heading: search ? 'Datasets' : 'Changed last', items: own.data?.items ?? [] },
      { kind: 'sample', heading: 'Samples', items: search ? (samples.data?.items ?? []) : [] },
    ] as const
  ).filter(({ items }) => items.length > 0);
  const waiting =
    own.isLoading ||
    own.isPlaceholderData ||
    (search !== '' && (samples.isLoading || samples.isPlaceholderData));
  return {
    groups,
    /** The groups are not yet those of `search`. */
    waiting,
    error: own.error ?? samples.error,
    isEmpty: search !== '' && own.isSuccess && samples.isSuccess && groups.length === 0,
  };
}

/** `value` once it has not changed for 150 ms. */
export function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), 150);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
