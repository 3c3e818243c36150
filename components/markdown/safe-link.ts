const allowed = new Set(['http:', 'https:', 'mailto:']);

/** The address a link in a README may lead to; undefined for relative ones and for every other scheme. */
export function safeLink(href: string | undefined): string | undefined {
  if (!href || !URL.canParse(href)) return undefined;
  const url = new URL(href);
  return allowed.has(url.protocol) ? url.href : undefined;
}
