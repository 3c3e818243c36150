/**
 * `send` that gives up where no answer came within `limitMs` milliseconds, with its body: who waits for a portal that is
 * silent would wait for ever, without a word. Rejects with a `TimeoutError` then.
 */
export function fetchInTime(
  limitMs: number,
  send: typeof fetch = (input, init) => fetch(input, init),
): typeof fetch {
  return (input, init = {}) => {
    const limit = AbortSignal.timeout(limitMs);
    return send(input, { ...init, signal: init.signal ? AbortSignal.any([init.signal, limit]) : limit });
  };
}
