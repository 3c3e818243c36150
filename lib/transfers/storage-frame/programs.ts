import type { BlobRequest, FromFrame, SendEvent, ToFrame } from './messages.ts';

// These run in the portal's worker and, as text, in the frame (`storageFramePage`): each refers to nothing outside of itself.

/**
 * Sends one request by XMLHttpRequest, which tells how much of a body is sent. Answers how to stop it: then it is
 * lost. Of bodies of 64 KiB or less no progress is told: asking for it costs the browser two messages for each request.
 */
export function sendRequest(
  { url, headers, body }: BlobRequest,
  listen: (event: SendEvent) => void,
): () => void {
  const xhr = new XMLHttpRequest();
  xhr.open('PUT', url);
  for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
  if (!(body instanceof Uint8Array) || body.length > 65_536)
    xhr.upload.onprogress = ({ loaded, total }) => listen({ type: 'sent', loaded, total });
  xhr.onload = () => {
    const { status } = xhr;
    const header = (name: string) => xhr.getResponseHeader(name);
    const codeIn = (text: string) => /<Code>(\w+)<\/Code>/.exec(text)?.[1] ?? '';
    // The browser complains of each header asked for that the CORS rule does not expose.
    const refusal =
      status < 300
        ? { code: '', retryAfter: null }
        : {
            code: header('x-ms-error-code') ?? codeIn(xhr.responseText),
            retryAfter: header('retry-after'),
          };
    listen({ type: 'answer', answer: { status, etag: header('etag'), ...refusal } });
  };
  xhr.onerror = () => listen({ type: 'lost' });
  xhr.onabort = () => listen({ type: 'lost' });
  xhr.send(body);
  return () => xhr.abort();
}

/**
 * The frame's worker, shared or not: sends what comes by the port that the first message brings, to its own origin alone.
 */
export function serveFrame(send: typeof sendRequest): void {
  const sending = new Map<number, () => void>();
  function serve({ ports: [port] }: MessageEvent): void {
    const tell = (message: FromFrame) => port?.postMessage(message);
    if (!port) return;
    let events: { id: number; event: SendEvent }[] = [];
    let soon: ReturnType<typeof setTimeout> | undefined;
    function flush() {
      clearTimeout(soon);
      soon = undefined;
      tell({ type: 'events', events });
      events = [];
    }
    // Whoever listens has given more than the browser sends at once, so that nothing waits for what is told a little later.
    function tellSoon(id: number, event: SendEvent) {
      events.push({ id, event });
      if (events.length === 6) flush();
      else soon ??= setTimeout(flush, 20);
    }
    function begin(id: number, request: BlobRequest) {
      if (new URL(request.url).origin !== self.origin) return tellSoon(id, { type: 'lost' });
      const stop = send(request, (event) => {
        // An answer tells the same a moment later.
        if (event.type === 'sent' && event.loaded === event.total) return;
        if (event.type !== 'sent') sending.delete(id);
        tellSoon(id, event);
      });
      sending.set(id, stop);
    }
    port.onmessage = ({ data }: MessageEvent<ToFrame>) => {
      if (data.type === 'stop') return sending.get(data.id)?.();
      for (const { id, request } of data.requests) begin(id, request);
    };
    tell({ type: 'open' });
  }
  addEventListener('message', serve);
  addEventListener('connect', (event) => {
    const [page] = (event as MessageEvent).ports;
    if (page) page.onmessage = serve;
  });
}

/** The frame's document: gives its worker the port that the portal's page around it brings, once. */
export function openFrame(worker: string, greeting: string, portal: string): void {
  let greeted = false;
  addEventListener('message', ({ source, origin, data, ports: [port] }) => {
    if (greeted || source !== parent || origin !== portal || data !== greeting || !port) return;
    greeted = true;
    const program = URL.createObjectURL(new Blob([worker], { type: 'text/javascript' }));
    // Chromium tells a document's processes of each request of its own workers, in seven messages; of a shared one it
    // tells nobody. That this one is shared with nobody, its unguessable address sees to.
    const begun = typeof SharedWorker === 'function' ? new SharedWorker(program).port : new Worker(program);
    begun.postMessage(undefined, [port]);
  });
}
