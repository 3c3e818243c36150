import type { PoolClient } from 'pg';

/**
 * Keeps a connection whose state nobody knows from the pool. After the driver's own time limit a statement may run on,
 * with what comes next queued behind it: given back like that, the next transaction would commit the one that failed. And
 * where `begin` fails drizzle never gives the connection back. One that takes no writes is given up too: it may lead to a
 * server whose place another has taken, and there is nothing to write on it until it is closed.
 */
export function giveUpSilent(client: PoolClient): void {
  const query = client.query.bind(client) as (...all: unknown[]) => unknown;
  const giveUp = (error: unknown, text: unknown) => {
    if (/^begin\b/.test(String(text))) client.release(error instanceof Error ? error : true);
    else if (isReadTimeout(error) || isReadOnly(error) || text === 'rollback') void client.end();
  };
  client.query = (...all: unknown[]) => {
    const [asked] = all as [string | { text?: unknown }];
    const answer = query(...all);
    if (answer instanceof Promise)
      answer.catch((error: unknown) => giveUp(error, typeof asked === 'string' ? asked : asked.text));
    return answer as never;
  };
}

function isReadTimeout(error: unknown): boolean {
  return error instanceof Error && error.message === 'Query read timeout';
}

function isReadOnly(error: unknown): boolean {
  return (error as { code?: unknown } | undefined)?.code === '25006';
}
