import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query';
import type { Call } from '#lib/api/client.ts';
import type { OperationInput } from '#lib/api/operations.ts';

/** What a list of experiments is asked by; everything has a default. */
export type ExperimentListQuery = OperationInput<'listExperiments'>['query'];

const root = (workspaceId: string) => ['experiments', workspaceId] as const;

/** How often a page looks for what a running script has published meanwhile, and when it takes it for dead. */
const whileRunningMs = 5000;
const silentMs = 3_600_000;

export function experimentListQuery(api: Call, workspaceId: string, query: ExperimentListQuery) {
  return queryOptions({
    queryKey: [...root(workspaceId), 'list', query],
    queryFn: ({ signal }) => api('listExperiments', { params: { workspaceId }, query, signal }),
    placeholderData: keepPreviousData,
  });
}

export function experimentQuery(api: Call, workspaceId: string, experimentId: string) {
  return queryOptions({
    queryKey: [...root(workspaceId), 'one', experimentId],
    queryFn: ({ signal }) => api('getExperiment', { params: { workspaceId, experimentId }, signal }),
    refetchInterval: ({ state: { data } }) =>
      data?.status === 'running' && Date.now() - Date.parse(data.updatedAt) < silentMs
        ? whileRunningMs
        : false,
  });
}

/** After any change to an experiment: its lists and its page are asked anew. */
export async function experimentsChanged(client: QueryClient, workspaceId: string): Promise<void> {
  await client.invalidateQueries({ queryKey: root(workspaceId) });
}
