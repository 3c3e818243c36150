const everywhere = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'no-referrer' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  {
    key: 'Permissions-Policy',
    value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  },
];

/** @type {import('next').NextConfig} */
export default {
  output: 'standalone',
  outputFileTracingRoot: import.meta.dirname,
  // What is read as a file at run time, so tracing imports does not find it.
  outputFileTracingIncludes: {
    '/**': [
      './server/platform/db/migrations/**',
      './node_modules/@electric-sql/pglite/dist/*.{data,wasm,tar.gz}',
      './node_modules/vega-datasets/data/airports.csv',
    ],
  },
  outputFileTracingExcludes: { '/**': ['./.sluice/**', './docs/**', './e2e/**', './.git/**'] },
  turbopack: { root: import.meta.dirname },
  reactStrictMode: true,
  poweredByHeader: false,
  // `/api//x` and `/api/x/` must reach no handler by a redirect.
  skipTrailingSlashRedirect: true,
  images: { unoptimized: true },
  serverExternalPackages: ['@electric-sql/pglite', 'pg', 'pino'],
  headers: async () => [
    { source: '/:path*', headers: everywhere },
    {
      source: '/api/:path*',
      headers: [{ key: 'Content-Security-Policy', value: "default-src 'none'; frame-ancestors 'none'" }],
    },
  ],
};
