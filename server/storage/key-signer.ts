import {
  type BlobClient,
  BlobSASPermissions,
  type BlobSASSignatureValues,
  type BlobServiceClient,
  type ContainerClient,
  ContainerSASPermissions,
  generateBlobSASQueryParameters,
  SASProtocol,
  type SASQueryParameters,
  StorageSharedKeyCredential,
  type UserDelegationKey,
} from '@azure/storage-blob';
import { create as createDisposition } from 'content-disposition';
import { keyLifeMs } from '#lib/transfers/key-life.ts';
import type { StorageConfig } from '#server/platform/storage-settings.ts';
import type { ListKey } from './blob-list.ts';
import { storageFailure } from './storage-failures.ts';

/** Life of every key handed out, in milliseconds: 15 minutes, so that one that leaks is of little use. */
export const keyLifetime = keyLifeMs;

/** A key handed out: an address with its SAS, and when it ends. */
export interface IssuedKey {
  url: string;
  expiresAt: Date;
}

/** Newest version that the embedded Azurite signs alike; later ones sign more fields for user delegation. */
const sasVersion = '2025-11-05';

export interface KeySigner {
  sign(
    blob: Pick<BlobClient, 'containerName' | 'name' | 'url'>,
    grant: {
      permissions: 'cw' | 'c' | 'r';
      snapshot?: string | null;
      file?: { name: string; contentType: string };
    },
  ): Promise<IssuedKey>;
  /** For the server's own lists: handed out to nobody. */
  signList(container: Pick<ContainerClient, 'containerName' | 'url'>): Promise<ListKey>;
}

/** Signs SAS for single blobs: by the account's key, or by a user delegation key where we are an Entra identity. */
export function createKeySigner(config: StorageConfig, service: BlobServiceClient): KeySigner {
  const delegation = createDelegation(service);
  const { credential } = config;
  const accountKey =
    credential.kind === 'account-key'
      ? new StorageSharedKeyCredential(credential.accountName, credential.accountKey)
      : undefined;
  const protocol = config.endpoint.startsWith('https:') ? SASProtocol.Https : SASProtocol.HttpsAndHttp;

  async function signed(
    values: Omit<BlobSASSignatureValues, 'protocol' | 'version' | 'expiresOn'>,
  ): Promise<{ sas: SASQueryParameters; expiresAt: Date }> {
    const expiresAt = new Date(Math.floor((Date.now() + keyLifetime) / 1000) * 1000);
    const all = { ...values, protocol, version: sasVersion, expiresOn: expiresAt };
    const sas = accountKey
      ? generateBlobSASQueryParameters(all, accountKey)
      : generateBlobSASQueryParameters(all, await delegation(), service.accountName);
    return { sas, expiresAt };
  }

  return {
    async sign(blob, { permissions, snapshot, file }) {
      const { sas, expiresAt } = await signed({
        containerName: blob.containerName,
        blobName: blob.name,
        permissions: BlobSASPermissions.parse(permissions),
        ...(snapshot ? { snapshotTime: snapshot } : {}),
        ...(file ? { contentDisposition: dispositionOf(file.name), contentType: file.contentType } : {}),
      });
      return { url: `${blob.url}${snapshot ? '&' : '?'}${sas}`, expiresAt };
    },

    async signList({ containerName, url }) {
      const { sas } = await signed({ containerName, permissions: ContainerSASPermissions.parse('l') });
      return { url: `${url}?${sas}`, version: sasVersion };
    },
  };
}

/** `attachment` with the file's own name, RFC 6266 (RFC 5987 for what is not ASCII). */
export function dispositionOf(fileName: string): string {
  // For curl a quoted name ends at the first quote: it would drop this one, and save under the end of the address.
  const fallback = fileName.includes('"') ? fileName.replace(/[^ !#-~]/g, '_') : undefined;
  return createDisposition(fileName, { type: 'attachment', fallback });
}

/** One user delegation key for hours, asked for anew when less than an hour of it is left. */
function createDelegation(service: BlobServiceClient): () => Promise<UserDelegationKey> {
  const hour = 3_600_000;
  let current: { key: Promise<UserDelegationKey>; until: number } | undefined;
  return () => {
    if (!current || current.until - Date.now() < hour) {
      const until = Date.now() + 6 * hour;
      // It starts 15 minutes ago: our clock may be ahead of storage's.
      const key = service.getUserDelegationKey(new Date(Date.now() - hour / 4), new Date(until));
      current = { key, until };
      key.catch(() => {
        current = undefined;
      });
    }
    return current.key.catch((error: unknown) => {
      throw storageFailure(error);
    });
  };
}
