/**
 * Codes of a database that is away, going away or too busy, by PostgreSQL class and by socket. 57014 and 55P03 come of our
 * time limits, 40P01 of a deadlock, 40001 of one that isolates transactions more than by default; 25006 of one that takes no
 * writes, as where another takes its place or its disk is all but full.
 */
const awayCodes = new RegExp(
  `^(08...|57P..|57014|55P03|40P01|40001|25006|53...|${[
    ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'],
    ...['EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL'],
  ].join('|')})$`,
);
const awayMessages =
  /connection terminated|timeout exceeded when trying to connect|query read timeout|client (has encountered a connection error|was closed) and is not queryable/i;

/** The error and its causes, outermost first; drizzle wraps what the driver threw. */
function* chainOf(error: unknown): Generator<{ code?: unknown; message?: unknown; constraint?: unknown }> {
  let current = error;
  for (let depth = 0; depth < 5 && typeof current === 'object' && current !== null; depth++) {
    yield current;
    current = (current as { cause?: unknown }).cause;
  }
}

/** Whether a query failed because the database cannot be reached just now (and a later one may succeed). */
export function isDatabaseAway(error: unknown): boolean {
  for (const { code, message } of chainOf(error)) {
    if (typeof code === 'string' && awayCodes.test(code)) return true;
    if (typeof message === 'string' && awayMessages.test(message)) return true;
  }
  return false;
}

/**
 * The sentence for a database that answers and refuses what `DATABASE_URL` says: who asks (SQLSTATE class 28), for which
 * database (3D000), or to make what a portal needs in it (42501). Undefined for any other failure.
 */
export function refusalOf(error: unknown): string | undefined {
  for (const { code, message } of chainOf(error))
    if (typeof code === 'string' && /^(28...|3D000|42501)$/.test(code))
      return `PostgreSQL refuses DATABASE_URL: ${message} (${code}); correct it, or what it names, and start again.`;
  return undefined;
}

/** Whether a write failed because the disk of the database has no room for it. */
export function isDiskFull(error: unknown): boolean {
  for (const { code } of chainOf(error)) if (code === '53100') return true;
  return false;
}

/** Whether a transaction was ended so that another could go on: SQLSTATE 40P01, or 40001. */
export function isDeadlock(error: unknown): boolean {
  for (const { code } of chainOf(error)) if (code === '40P01' || code === '40001') return true;
  return false;
}

/** Whether a write broke the unique index `name`. */
export function breaksUnique(error: unknown, name: string): boolean {
  for (const { code, constraint } of chainOf(error)) if (code === '23505' && constraint === name) return true;
  return false;
}
