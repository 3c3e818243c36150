const longest = 40;
const browsers = [
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['Firefox', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['Version', 'Safari'],
] as const;

/** A user agent as one would name it: `pyazureml/0.2.7`, `curl/8.5.0`, `Firefox 133`; what it says beyond that is left out. */
export function clientWords(userAgent: string): string {
  const withoutComments = userAgent.replace(/\([^)]*\)?/g, ' ').trim();
  const products = withoutComments.split(/\s+/).filter(Boolean);
  const [first] = products;
  if (!first) return 'a client without a name';
  if (first.startsWith('Mozilla/')) return browserWords(products);
  return first.length > longest ? `${first.slice(0, longest)}…` : first;
}

function browserWords(products: readonly string[]): string {
  for (const [mark, name] of browsers) {
    const product = products.find((given) => given.startsWith(`${mark}/`));
    const major = product && /\/(\d{1,5})/.exec(product)?.[1];
    if (major) return `${name} ${major}`;
  }
  return 'a browser';
}
