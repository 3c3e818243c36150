import type { DataTypeId } from './data-types.ts';

const ascii = (text: string) => Array.from(text, (character) => character.charCodeAt(0));

const magics: readonly { type: DataTypeId; at: number; bytes: readonly number[] }[] = [
  { type: 'Parquet', at: 0, bytes: ascii('PAR1') },
  { type: 'Zip', at: 0, bytes: [0x50, 0x4b, 0x03, 0x04] },
  { type: 'Zip', at: 0, bytes: [0x50, 0x4b, 0x05, 0x06] },
  { type: 'Image', at: 0, bytes: [0x89, ...ascii('PNG\r\n'), 0x1a, 0x0a] },
  { type: 'Image', at: 0, bytes: [0xff, 0xd8, 0xff] },
  { type: 'Image', at: 0, bytes: ascii('GIF8') },
  { type: 'Image', at: 8, bytes: ascii('WEBP') },
  { type: 'Image', at: 0, bytes: [0x49, 0x49, 0x2a, 0x00] },
  { type: 'Image', at: 0, bytes: [0x4d, 0x4d, 0x00, 0x2a] },
  { type: 'Other', at: 0, bytes: [0x1f, 0x8b] },
];

/** What the first bytes say for certain; `Other` for gzip, whose content the name would mistake. */
export function magicType(head: Uint8Array): DataTypeId | undefined {
  return magics.find(({ at, bytes }) => bytes.every((byte, index) => head[at + index] === byte))?.type;
}
