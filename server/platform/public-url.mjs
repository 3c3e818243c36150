// @ts-check

/** Whether a host name of a URL is this machine's own: localhost, 127.0.0.0/8 or [::1]. @param {string} hostname */
export function isLoopback(hostname) {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/**
 * Why people cannot reach the portal by this SLUICE_PUBLIC_URL, in one sentence; undefined where they can.
 * @param {string} value @returns {string | undefined}
 */
export function publicUrlFlaw(value) {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol))
    return 'SLUICE_PUBLIC_URL must be an address such as https://data.example.org.';
  if (url.username || url.password || url.search || url.hash || url.pathname !== '/')
    return 'SLUICE_PUBLIC_URL must hold scheme, host and port only, such as https://data.example.org.';
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    return 'SLUICE_PUBLIC_URL must be https, as sessions travel over it; http is for loopback alone.';
  return undefined;
}
