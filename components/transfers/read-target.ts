import type { Call } from '#lib/api/client.ts';
import type { ReadKey } from '#lib/datasets/dataset-schema.ts';

type Purpose = 'preview' | 'download';

/** An opened share link, which has a way of its own to read keys; `id` tells it from others on the page. */
export interface OpenedShare {
  readonly id: string;
  issueKey(path: string | undefined, purpose: Purpose, signal?: AbortSignal): Promise<ReadKey>;
  /** Begins one download, which counts once; without a path that of everything. */
  download(path: string | undefined): Promise<void>;
}

/**
 * A file to read: one of a dataset's version (the first where `path` is absent), an output, one behind a link.
 * `datasetName` is what the history and receipts call it.
 */
export type ReadTarget =
  | { workspaceId: string; datasetId: string; datasetName: string; n: number; path?: string }
  | { workspaceId: string; experimentId: string; run: number; outputId: string }
  | { share: OpenedShare; path?: string };

/** Asks the portal for a key to read the file straight from storage. */
export function issueKey(
  api: Call,
  target: ReadTarget,
  purpose: Purpose,
  signal?: AbortSignal,
): Promise<ReadKey> {
  if ('share' in target) return target.share.issueKey(target.path, purpose, signal);
  const during = signal ? { signal } : {};
  if ('outputId' in target) return api('issueOutputKey', { params: target, body: { purpose }, ...during });
  const { path, datasetName: _, ...params } = target;
  const body = { purpose, ...(path === undefined ? {} : { path }) };
  return api('issueReadKey', { params, body, ...during });
}
