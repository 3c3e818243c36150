import { AnonymousCredential, BlockBlobClient, newPipeline, RestError } from '@azure/storage-blob';
import type { Storage } from '#lib/transfers/ports.ts';
import { parseRetryAfter, StorageFailure } from '#lib/transfers/storage-failure.ts';
import { xhrClient } from './xhr-client.ts';

/**
 * Azure Blob Storage as the engine's storage, over block blobs and a SAS. The SDK's own retries are off: the engine
 * decides, as it knows the key's age and honours `Retry-After`.
 */
export function createAzureStorage(
  httpClient = typeof XMLHttpRequest === 'undefined' ? undefined : xhrClient,
): Storage {
  const pipeline = newPipeline(new AnonymousCredential(), {
    retryOptions: { maxTries: 1 },
    ...(httpClient ? { httpClient } : {}),
  });
  const blobAt = (url: string) => new BlockBlobClient(url, pipeline);

  return {
    async stageBlock(url, { id, body, md5, onProgress }, signal) {
      await blobAt(url)
        .stageBlock(id, body, body.size, {
          transactionalContentMD5: md5,
          onProgress: ({ loadedBytes }) => onProgress(loadedBytes),
          abortSignal: signal,
        })
        .catch(rethrow(signal));
    },

    async commit(url, { ids, md5, contentType, onlyNew }, signal) {
      const { etag } = await blobAt(url)
        .commitBlockList([...ids], {
          blobHTTPHeaders: { blobContentType: contentType, blobContentMD5: md5 },
          conditions: onlyNew ? { ifNoneMatch: '*' } : {},
          abortSignal: signal,
        })
        .catch(rethrow(signal));
      // The storage account's CORS rule must expose it.
      if (!etag) throw new StorageFailure('refused', { status: 200, code: 'ETagNotExposed' });
      return { etag };
    },
  };
}

function rethrow(signal: AbortSignal) {
  return (error: unknown): never => {
    signal.throwIfAborted();
    if (!(error instanceof RestError)) throw error;
    if (!error.statusCode) throw new StorageFailure('network');
    const headers = error.response?.headers;
    throw new StorageFailure('refused', {
      status: error.statusCode,
      code: error.code ?? headers?.get('x-ms-error-code') ?? '',
      retryAfterMs: parseRetryAfter(headers?.get('retry-after')),
    });
  };
}
