/** Longest that an answer of the portal is waited for, with its body: listing 100,000 files takes a part of it. */
const limitMs = 180_000;

/** `fetch` of the portal that ends where no answer comes at all: a transfer would hang on it for ever, without a word. */
export function fetchInTime(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const limit = AbortSignal.timeout(limitMs);
  return fetch(input, { ...init, signal: init.signal ? AbortSignal.any([init.signal, limit]) : limit });
}
