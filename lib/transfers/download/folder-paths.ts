const encoder = new TextEncoder();

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

/**
 * Lower case alone keeps the two small sigmas apart, upper case alone the two capital ß: a file system may take either
 * pair for one. To fold too much costs but a number in a name.
 */
function keyOf(segments: readonly string[]): string {
  return segments.join('/').normalize('NFC').toLowerCase().toUpperCase().normalize('NFC');
}

/** Windows takes these for devices, whatever ending follows. */
const device = /^(con|prn|aux|nul|clock\$|conin\$|conout\$|(com|lpt)[\d¹²³])(\.|$)/iu;
/** Windows acts on what these hold. */
const magic = /^(desktop\.ini|thumbs\.db)$/i;
/** At the begin a browser refuses these, also behind the dot of a hidden file. */
const refusedFirst = /^([\p{White_Space}~]|\.[\p{White_Space}.~])/u;
/** Endings that a browser refuses to write, as Windows acts on such files: by name, or by a class in braces. */
const acting = /\.(lnk|local|scf|url|\{.*\})$/i;

/**
 * Longest name that we give, in bytes of UTF-8. File systems take 255; what a browser writes lies beside under the same
 * name and an ending of up to ten bytes until it is whole (`.crswap`).
 */
const longest = 240;
/** A longer ending is a part of the name like any other. */
const longestEnding = 32;

/**
 * A name that every file system takes, and every browser: what it may not hold becomes `_`, and it is cut to 240 bytes
 * of UTF-8.
 */
export function safeSegment(segment: string): string {
  const plain = lengthened(segment.toWellFormed(), '', longest - 2)
    .replace(/[\p{Cc}\p{Cf}\p{Noncharacter_Code_Point}<>:"|?*\\/]/gu, '_')
    .replace(/[\p{White_Space}.~]+$/u, (end) => '_'.repeat(end.length))
    .replace(acting, (ending) => `${ending}_`);
  const refused = plain === '' || [device, magic, refusedFirst].some((rule) => rule.test(plain));
  return refused ? `_${plain}` : plain;
}

/** `rain (2).csv`, cut before the number to 240 bytes of UTF-8. */
export function numbered(name: string, n: number): string {
  return lengthened(name, ` (${n})`, longest);
}

/** The name with an addition before its ending, cut before that to so many bytes of UTF-8. */
function lengthened(name: string, addition: string, most: number): string {
  // Most names are short, and a version may have 100,000.
  if (addition === '' && name.length * 3 <= most) return name;
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && bytesOf(name.slice(dot)) <= longestEnding ? name.slice(dot) : '';
  const rest = `${addition}${ending}`;
  return cut(name.slice(0, name.length - ending.length), most - bytesOf(rest)) + rest;
}

/** The longest begin of `text` within `most` bytes of UTF-8, cut between characters. */
function cut(text: string, most: number): string {
  return text.slice(0, encoder.encodeInto(text, new Uint8Array(most)).read);
}

function bytesOf(text: string): number {
  return encoder.encode(text).length;
}
