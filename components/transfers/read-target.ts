import type { Call } from '#lib/api/client.ts';
import type { ReadKey } from '#lib/datasets/dataset-schema.ts';

/** A file to read: one of a dataset's version (the first where `path` is absent), or an experiment's output. */
export type ReadTarget =
  | { workspaceId: string; datasetId: string; n: number; path?: string }
  | { workspaceId: string; experimentId: string; run: number; outputId: string };

/** Asks the portal for a key to read the file straight from storage. */
export function issueKey(
  api: Call,
  target: ReadTarget,
  purpose: 'preview' | 'download',
  signal?: AbortSignal,
): Promise<ReadKey> {
  const during = signal ? { signal } : {};
  if ('outputId' in target) return api('issueOutputKey', { params: target, body: { purpose }, ...during });
  const { path, ...params } = target;
  const body = { purpose, ...(path === undefined ? {} : { path }) };
  return api('issueReadKey', { params, body, ...during });
}
