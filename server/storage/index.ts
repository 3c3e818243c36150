export {
  type BlobStore,
  type IssuedKey,
  openBlobStore,
  type SealedBlob,
  type StoredBlob,
} from './blob-store.ts';
export { dispositionOf, keyLifetime } from './key-signer.ts';
export { prepareStorage } from './prepare-storage.ts';
