/** What storage itself says of a committed blob. */
export interface StoredBlob {
  size: number;
  etag: string;
  /**
   * Lower-case hex. Of a blob sent whole storage has seen that it is right; of one committed from blocks it is the claim
   * given at the commit.
   */
  md5: string | undefined;
  /** Copied within storage, or from elsewhere: its MD5 is what its source had, which may be a claim. */
  isCopy: boolean;
  /** Why it cannot be a file of a dataset, whatever its bytes. */
  flaw: Flaw | undefined;
}

/**
 * With a Content-Encoding readers would get other bytes than were stored. Of a page or append blob storage takes any MD5
 * unseen. What is archived nobody can read, and what was sent with an encryption key only who has that key; of such a blob
 * the list alone tells, asked about it by itself storage refuses.
 */
export type Flaw =
  | 'a Content-Encoding'
  | 'another type than block blob'
  | 'the access tier Archive'
  | 'an encryption key';

/** What storage answers of a blob, as far as we ask; in the words of the SDK. */
export interface FoundBlob {
  contentLength?: number | undefined;
  etag?: string | undefined;
  contentMD5?: Uint8Array | undefined;
  contentEncoding?: string | undefined;
  blobType?: string | undefined;
  accessTier?: string | undefined;
  customerProvidedKeySha256?: string | undefined;
  copyId?: string | undefined;
}

export interface SealedBlob extends Omit<StoredBlob, 'flaw' | 'isCopy'> {
  snapshot: string;
}

/** The same in our words. ETags are in quotes, as `If-Match` wants them. */
export function toStoredBlob(found: FoundBlob): StoredBlob {
  const md5 = found.contentMD5 && Buffer.from(found.contentMD5).toString('hex');
  const etag = found.etag ?? '';
  return {
    size: found.contentLength ?? 0,
    etag: etag.startsWith('"') ? etag : `"${etag}"`,
    md5: md5 || undefined,
    isCopy: Boolean(found.copyId),
    flaw: flawOf(found),
  };
}

function flawOf(found: FoundBlob): Flaw | undefined {
  if (found.contentEncoding) return 'a Content-Encoding';
  if (found.blobType !== 'BlockBlob') return 'another type than block blob';
  if (found.accessTier === 'Archive') return 'the access tier Archive';
  return found.customerProvidedKeySha256 ? 'an encryption key' : undefined;
}

/** ETags differ in quotes and case between clients, not in what they name. */
export function sameEtag(one: string, other: string): boolean {
  const bare = (etag: string) => etag.replace(/^W\/|"/g, '').toLowerCase();
  return bare(one) === bare(other);
}
