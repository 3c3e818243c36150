const day = 86_400n;
const julianDay1970 = 2_440_588n;
/** JavaScript's dates end there, in days from 1970. */
const mostDays = 100_000_000;

/** `days` since 1970-01-01 as ISO 8601 has it. */
export function dateText(days: number): string {
  if (!(Math.abs(days) <= mostDays)) return `${days} days since 1970`;
  return new Date(days * 86_400_000).toISOString().replace(/T.*/, '');
}

/** Time of day of so many parts of a second since midnight; of the parts, only what is not zero. */
export function timeText(parts: bigint, perSecond: bigint): string {
  const seconds = parts / perSecond;
  const two = (value: bigint) => String(value).padStart(2, '0');
  const clock = [seconds / 3600n, (seconds / 60n) % 60n, seconds % 60n].map(two).join(':');
  const rest = String(parts % perSecond).padStart(String(perSecond).length - 1, '0');
  return clock + (/^0+$/.test(rest) ? '' : `.${rest.replace(/0+$/, '')}`);
}

/** A moment of so many parts of a second since 1970, as `2024-05-01 13:00:00.25`; no digit is lost. */
export function timestampText(parts: bigint, perSecond: bigint): string {
  const perDay = day * perSecond;
  const withinDay = ((parts % perDay) + perDay) % perDay;
  return `${dateText(Number((parts - withinDay) / perDay))} ${timeText(withinDay, perSecond)}`;
}

/** A moment as Hive and Impala write it: from bit 64 on the Julian day, below it the nanoseconds within that day. */
export function int96Text(value: bigint): string {
  const days = BigInt.asIntN(32, value >> 64n) - julianDay1970;
  const nanos = BigInt.asUintN(64, value);
  return timestampText(days * day * 1_000_000_000n + nanos, 1_000_000_000n);
}
