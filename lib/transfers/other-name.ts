import { maxNameLength, nameKey } from '#lib/datasets/dataset-name.ts';

/** Another name for a dataset whose name is taken: `X (2)`, or the next number that is not among `taken`. */
export function otherName(name: string, taken: Iterable<string> = []): string {
  const keys = new Set([...taken, name].map(nameKey));
  return nextName(name, (other) => keys.has(nameKey(other)));
}

/** As `otherName`, asking of each candidate whether it is taken: for callers that name many and keep the keys themselves. */
export function nextName(name: string, isTaken: (other: string) => boolean): string {
  const [, stem = name, number = '1'] = /^(.*\S) \((\d{1,6})\)$/su.exec(name) ?? [];
  for (let next = Number(number) + 1; ; next++) {
    const suffix = ` (${next})`;
    // Cut between characters: half of a surrogate pair is no name.
    const other =
      stem
        .slice(0, maxNameLength - suffix.length)
        .replace(/[\ud800-\udbff]$/, '')
        .trimEnd() + suffix;
    if (!isTaken(other)) return other;
  }
}
