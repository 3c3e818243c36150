import type { StoredFile } from './ports.ts';

const encoder = new TextEncoder();
const localHeaderBytes = 30;
const descriptorBytes = 16;
/** From this size on the data descriptor counts in 64 bits. */
const zip64From = 0xffffffff;
const zip64MoreBytes = 8;

/** Where one file stands in a zip, as offsets in bytes: its local header, and its content. */
export interface ZipPlace {
  entry: number;
  content: number;
}

/**
 * The places of stored files in the zip that `zipFiles` writes: local header and name, content, data descriptor (ZIP
 * application note, 4.3.6), without extra fields.
 */
export function zipPlaces(files: readonly Pick<StoredFile, 'path' | 'size'>[]): ZipPlace[] {
  let entry = 0;
  return files.map(({ path, size }) => {
    const content = entry + localHeaderBytes + encoder.encode(path).length;
    const place = { entry, content };
    entry = content + size + descriptorBytes + (size >= zip64From ? zip64MoreBytes : 0);
    return place;
  });
}
