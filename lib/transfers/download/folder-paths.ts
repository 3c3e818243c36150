const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * Where the files of a version go in a folder, as segments: names that every file system takes, and no file where there
 * is another, or a folder, also where upper and lower case are one.
 */
export function folderPaths(paths: readonly string[]): string[][] {
  const places = paths.map((path) => path.split('/').map(safeSegment));
  const taken = new Set<string>();
  for (const place of places)
    for (let depth = place.length - 1; depth > 0; depth--) taken.add(keyOf(place.slice(0, depth)));
  return places.map((place) => {
    const name = place.at(-1) ?? '_';
    for (let n = 1; ; n++) {
      const candidate = [...place.slice(0, -1), n === 1 ? name : numbered(name, n)];
      const key = keyOf(candidate);
      if (taken.has(key)) continue;
      taken.add(key);
      return candidate;
    }
  });
}

function keyOf(segments: readonly string[]): string {
  return segments.join('/').normalize('NFC').toLowerCase();
}

/** Endings that a browser refuses to write, as Windows acts on such files. */
const acting = /\.(lnk|local|scf|url)$/i;

/** A name that every file system takes, and every browser: what it may not hold becomes `_`. */
export function safeSegment(segment: string): string {
  const plain = segment
    .replace(/[\p{Cc}\p{Cf}<>:"|?*\\/]/gu, '_')
    .replace(/[. ]+$/, (end) => '_'.repeat(end.length))
    .replace(acting, (ending) => `${ending}_`);
  return plain === '' || reserved.test(plain) ? `_${plain}` : plain;
}

/** `rain (2).csv` */
export function numbered(name: string, n: number): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? `${name.slice(0, dot)} (${n})${name.slice(dot)}` : `${name} (${n})`;
}
