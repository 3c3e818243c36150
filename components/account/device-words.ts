import { clientWords } from '#components/tokens/client-words.ts';

/** Told by the first mark that is in the user agent: Android names Linux too, an iPhone names Mac OS X. */
const systems = [
  ['iPhone', 'an iPhone'],
  ['iPad', 'an iPad'],
  ['Android', 'Android'],
  ['CrOS', 'ChromeOS'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'macOS'],
  ['Linux', 'Linux'],
] as const;

/** A user agent as one would name the device: `Firefox 133 on Windows`, `curl/8.5.0`. */
export function deviceWords(userAgent: string): string {
  if (userAgent === 'unknown') return 'A client without a name';
  const words = clientWords(userAgent);
  const client = words.startsWith('a ') ? `A${words.slice(1)}` : words;
  const system = systems.find(([mark]) => userAgent.includes(mark))?.[1];
  return system && userAgent.startsWith('Mozilla/') ? `${client} on ${system}` : client;
}
