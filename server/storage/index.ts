export { type BlobStore, openBlobStore, openService } from './blob-store.ts';
export type { ContainerMark } from './container-mark.ts';
export { requireDiskRoom } from './disk-room.ts';
export { dispositionOf, type IssuedKey, keyLifetime } from './key-signer.ts';
export { prepareStorage } from './prepare-storage.ts';
export { type SealedBlob, type StoredBlob, sameEtag } from './stored-blob.ts';
