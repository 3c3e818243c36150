const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * Where the files of a version go in a folder, as segments: names that every file system takes, and no two the same
 * where upper and lower case are one.
 */
export function folderPaths(paths: readonly string[]): string[][] {
  const taken = new Set<string>();
  return paths.map((path) => {
    const segments = path.split('/').map(safeSegment);
    const name = segments.pop() ?? '_';
    for (let n = 1; ; n++) {
      const candidate = [...segments, n === 1 ? name : numbered(name, n)];
      const key = candidate.join('/').normalize('NFC').toLowerCase();
      if (taken.has(key)) continue;
      taken.add(key);
      return candidate;
    }
  });
}

/** A name that every file system takes: what it may not hold becomes `_`. */
export function safeSegment(segment: string): string {
  const plain = segment
    .replace(/[\p{Cc}<>:"|?*\\/]/gu, '_')
    .replace(/[. ]+$/, (end) => '_'.repeat(end.length));
  return plain === '' || reserved.test(plain) ? `_${plain}` : plain;
}

/** `rain (2).csv` */
export function numbered(name: string, n: number): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? `${name.slice(0, dot)} (${n})${name.slice(dot)}` : `${name} (${n})`;
}
