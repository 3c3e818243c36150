import pino from 'pino';

/**
 * The server's log: JSON lines on stdout. What is logged is named field by field; requests, headers, bodies and SDK
 * errors are never handed to it whole, as they carry secrets.
 */
export interface Log {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}

export function createLog(): Log {
  return pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime });
}

/** What was presented and is none, or is none any more. */
type Credential = 'sign-in link' | 'ID token' | 'authorization token' | "link's password" | "operator's code";

/**
 * Logs that a credential was refused, always by the same words: whoever watches the log counts them by `address`. Never
 * the credential itself.
 */
export function logRefused(
  log: Log,
  credential: Credential,
  { address, link }: { address: string | null; link?: string | undefined },
): void {
  log.warn({ credential, address, link }, 'a credential was refused');
}

/** What may be logged of an error: names, messages and codes of it and its causes, addresses' queries cut off. */
export function describeError(error: unknown): string {
  const parts: string[] = [];
  let current = error;
  for (let depth = 0; depth < 4 && current instanceof Error; depth++) {
    // drizzle puts a query's parameters into its message's following lines; the first line is enough.
    const [line = ''] = current.message.split('\n');
    parts.push(`${current.name}: ${withoutQueries(line).slice(0, 300)}`);
    current = current.cause;
  }
  return parts.join(' <- ') || withoutQueries(String(error)).slice(0, 300);
}

function withoutQueries(text: string): string {
  return text.replace(/(https?:\/\/[^\s?#]+)[?#]\S*/g, '$1?…').replace(/\bsig=[^&\s]+/gi, 'sig=…');
}
