import {
  type HttpOperationResponse,
  type IHttpClient,
  RestError,
  type WebResource,
} from '@azure/storage-blob';

/**
 * Sends the SDK's requests by XMLHttpRequest: its own client uses fetch, which tells nothing about an upload until the
 * whole block is through.
 */
export const xhrClient: IHttpClient = { sendRequest };

function sendRequest(request: WebResource): Promise<HttpOperationResponse> {
  const { abortSignal } = request;
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    const abort = () => xhr.abort();
    xhr.open(request.method, request.url);
    for (const { name, value } of request.headers.headersArray())
      if (!unsent.has(name)) xhr.setRequestHeader(name, value);
    xhr.upload.onprogress = ({ loaded }) => request.onUploadProgress?.({ loadedBytes: loaded });
    xhr.onload = () => resolve(answerOf(xhr, request));
    xhr.onerror = () => reject(new RestError('No answer', { code: RestError.REQUEST_SEND_ERROR }));
    xhr.onabort = () => reject(new DOMException('The request was aborted', 'AbortError'));
    xhr.onloadend = () => abortSignal?.removeEventListener?.('abort', abort);
    if (abortSignal?.aborted) return reject(new DOMException('The request was aborted', 'AbortError'));
    abortSignal?.addEventListener?.('abort', abort);
    xhr.send(request.body ?? null);
  });
}

/** The browser sets these itself and warns about attempts. */
const unsent = new Set(['content-length', 'user-agent', 'accept-encoding', 'host']);

function answerOf(xhr: XMLHttpRequest, request: WebResource): HttpOperationResponse {
  const headers = request.headers.clone();
  for (const { name } of headers.headersArray()) headers.remove(name);
  for (const line of xhr
    .getAllResponseHeaders()
    .trim()
    .split(/[\r\n]+/)) {
    const at = line.indexOf(':');
    if (at > 0) headers.set(line.slice(0, at), line.slice(at + 1).trim());
  }
  return { status: xhr.status, headers, request, bodyAsText: xhr.responseText };
}
