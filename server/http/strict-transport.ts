import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ServerResponse } from 'node:http';

/**
 * From now on every answer of this process tells browsers to come by https alone for a year, where that is how people reach the
 * portal; nothing is said of other names below its host. Answers what ends it.
 */
export function askForHttps(publicUrl: string): () => void {
  if (!publicUrl.startsWith('https:')) return () => {};
  const ask = (message: unknown) => {
    const { response } = message as { response: ServerResponse };
    response.setHeader('strict-transport-security', 'max-age=31536000');
  };
  // Here rather than beside the other headers, which are fixed by the build: this one depends on a setting.
  subscribe('http.server.request.start', ask);
  return () => {
    unsubscribe('http.server.request.start', ask);
  };
}
