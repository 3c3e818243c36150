import type { BlobRequest, FromFrame, SendEvent, ToFrame } from './messages.ts';

// These run in the portal's worker and, as text, in the frame (`pageOf`): each refers to nothing outside of itself.

/**
 * Sends one request by XMLHttpRequest, which tells how much of a body is sent. Answers how to stop: then nothing is told. Of 64
 * KiB or less nothing is told either: asking for it costs the browser two messages for each request.
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
    const code =
      status < 300
        ? ''
        : (xhr.getResponseHeader('x-ms-error-code') ??
          /<Code>(\w+)<\/Code>/.exec(xhr.responseText)?.[1] ??
          '');
    const [etag, retryAfter] = [xhr.getResponseHeader('etag'), xhr.getResponseHeader('retry-after')];
    listen({ type: 'answer', answer: { status, etag, code, retryAfter } });
  };
  xhr.onerror = () => listen({ type: 'lost' });
  xhr.send(body);
  return () => xhr.abort();
}

/** The frame's worker: sends what comes by the port that the first message brings, to its own origin alone. */
export function serveFrame(send: typeof sendRequest): void {
  const sending = new Map<number, () => void>();
  addEventListener('message', ({ ports: [port] }) => {
    const tell = (message: FromFrame) => port?.postMessage(message);
    if (!port) return;
    port.onmessage = ({ data }: MessageEvent<ToFrame>) => {
      const { id } = data;
      if (data.type === 'stop') {
        sending.get(id)?.();
        sending.delete(id);
        return;
      }
      if (new URL(data.request.url).origin !== self.origin)
        return tell({ type: 'event', id, event: { type: 'lost' } });
      const stop = send(data.request, (event) => {
        // An answer tells the same a moment later.
        if (event.type === 'sent' && event.loaded === event.total) return;
        if (event.type !== 'sent') sending.delete(id);
        tell({ type: 'event', id, event });
      });
      sending.set(id, stop);
    };
    tell({ type: 'open' });
  });
}

/** The frame's document: gives its worker the port that the page around it brings, once. */
export function openFrame(worker: string, greeting: string): void {
  let greeted = false;
  addEventListener('message', ({ source, data, ports: [port] }) => {
    if (greeted || source !== parent || data !== greeting || !port) return;
    greeted = true;
    const program = URL.createObjectURL(new Blob([worker], { type: 'text/javascript' }));
    new Worker(program).postMessage(undefined, [port]);
  });
}
