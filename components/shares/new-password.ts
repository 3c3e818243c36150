// Without those that are taken for one another when read aloud or typed off.
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password of four groups of four, drawn by the browser: 79 random bits. */
export function newPassword(): string {
  const drawn: string[] = [];
  while (drawn.length < 16) {
    const [byte = 255] = crypto.getRandomValues(new Uint8Array(1));
    // The last bytes would favour the first letters.
    if (byte < 256 - (256 % letters.length)) drawn.push(letters.charAt(byte % letters.length));
  }
  return [0, 4, 8, 12].map((from) => drawn.slice(from, from + 4).join('')).join('-');
}
