import type { StorageConfig } from '#server/platform/storage-settings.ts';
import { openService } from './blob-store.ts';
import { storageFailure } from './storage-failures.ts';

/**
 * Makes the container where it is missing. On the embedded emulator it also sets the CORS rule that lets the portal's
 * pages reach blobs; a team's own account keeps its rules untouched (docs/operations.md tells the one to add).
 */
export async function prepareStorage(config: StorageConfig, publicUrl: string): Promise<void> {
  const service = openService(config);
  try {
    await service.getContainerClient(config.container).createIfNotExists();
    if (config.embedded) await service.setProperties({ cors: [corsRule(publicUrl)] });
  } catch (error) {
    throw storageFailure(error);
  }
}

function corsRule(origin: string) {
  return {
    allowedOrigins: origin,
    allowedMethods: 'GET,HEAD,PUT,OPTIONS',
    allowedHeaders: '*',
    exposedHeaders: 'ETag,Content-Length,Content-Range,Content-MD5,Retry-After,x-ms-*',
    maxAgeInSeconds: 3600,
  };
}
