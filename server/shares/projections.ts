import type { DataRequest } from '#lib/shares/data-request-schema.ts';
import type { Share } from '#lib/shares/share-schema.ts';
import { type FoundLink, stateOf } from './find-link.ts';

/** What every link shows. */
function toLink(found: FoundLink, now: Date) {
  const { share, makerName } = found;
  return {
    id: share.id,
    maker: { id: share.makerId, displayName: makerName },
    note: share.note,
    hasPassword: share.passwordHash !== null,
    createdAt: share.createdAt.toISOString(),
    expiresAt: share.expiresAt.toISOString(),
    revokedAt: share.revokedAt?.toISOString() ?? null,
    uses: share.uses,
    lastUsedAt: share.lastUsedAt?.toISOString() ?? null,
    state: stateOf(found, now),
    closedBy: found.closedBy,
  };
}

export function toShare(found: FoundLink, now: Date): Share {
  const { share, datasetName } = found;
  const { n, audience, preview, downloadLimit, downloads } = share;
  return {
    ...toLink(found, now),
    kind: 'dataset',
    datasetId: share.datasetId ?? '',
    datasetName: datasetName ?? '',
    ...{ n, audience, preview, downloadLimit, downloads },
  };
}

export function toDataRequest(found: FoundLink, now: Date): DataRequest {
  const { share, received, waiting } = found;
  return {
    ...toLink(found, now),
    kind: 'request',
    title: share.title,
    maxBytesPerFile: share.maxBytesPerFile ?? 0,
    maxFiles: share.maxFiles ?? 0,
    dataTypeIds: share.dataTypeIds,
    received,
    waiting,
  };
}
