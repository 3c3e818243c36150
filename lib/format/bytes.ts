const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];

/** Bytes in at most three digits and a decimal unit (1 KB = 1,000 B): `212 KB`, `4.9 MB`, `2.31 GB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (unit < units.length - 1 && Number(value.toPrecision(3)) >= 1000) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 ? Math.round(value) : Number(value.toPrecision(3));
  return `${digits.toLocaleString('en-US')} ${units[unit]}`;
}
