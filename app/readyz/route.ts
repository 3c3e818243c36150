import { readiness } from '#server/health.ts';

/** The database and storage answer; or 503 naming which does not. */
export function GET(): Promise<Response> {
  return readiness();
}
