export {
  type BlobStore,
  openBlobStore,
  openService,
  type SealedBlob,
  type StoredBlob,
} from './blob-store.ts';
export { dispositionOf, type IssuedKey, keyLifetime } from './key-signer.ts';
export { prepareStorage } from './prepare-storage.ts';
