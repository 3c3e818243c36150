/** Bytes that are written out at most: more would be cut from a cell anyway. */
const mostBytes = 1_000;

/** `0x` and the bytes in hexadecimal digits; of many, the first ones. */
export function bytesText(bytes: Uint8Array): string {
  const shown = bytes.subarray(0, mostBytes);
  const digits = Array.from(shown, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `0x${digits}${shown.length < bytes.length ? '…' : ''}`;
}

/** The text that the bytes are, where they are some in UTF-8; else their digits. */
export function looseText(bytes: Uint8Array): string {
  try {
    const text = strict.decode(bytes);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells bytes from text
    return /[\0-\x08\x0e-\x1f\x7f]/.test(text) ? bytesText(bytes) : text;
  } catch {
    return bytesText(bytes);
  }
}

const strict = new TextDecoder('utf-8', { fatal: true });

/** Negative where `one` comes first, byte by byte and without signs, as Parquet orders texts. */
export function bytesOrder(one: Uint8Array, other: Uint8Array): number {
  for (let at = 0; at < Math.min(one.length, other.length); at++) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

export function uuidText(bytes: Uint8Array): string {
  const digits = bytesText(bytes).slice(2);
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** An unscaled number (bytes: two's complement, the highest first) with its point `scale` digits from the right. */
export function decimalText(unscaled: bigint | Uint8Array, scale: number): string {
  const value = typeof unscaled === 'bigint' ? unscaled : signedOf(unscaled);
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  return `${value < 0n ? '-' : ''}${whole}${scale > 0 ? `.${digits.slice(digits.length - scale)}` : ''}`;
}

function signedOf(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return BigInt.asIntN(bytes.length * 8, value);
}

/** An IEEE 754 number of 16 bits, the lowest byte first. */
export function float16(bytes: Uint8Array): number {
  const bits = ((bytes[1] ?? 0) << 8) | (bytes[0] ?? 0);
  const sign = bits >> 15 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (exponent === 0 ? 2 ** -24 * fraction : 2 ** (exponent - 25) * (1024 + fraction));
}

/** Months, days and milliseconds, each a number of 32 bits without sign, the lowest byte first. */
export function intervalText(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [months, days, millis] = [0, 4, 8].map((at) => view.getUint32(at, true));
  return `${months} months ${days} days ${millis} ms`;
}
