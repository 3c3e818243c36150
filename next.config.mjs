import { readFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'));

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
  // Part of every script's address: what a browser keeps for a year, headers and all, is of this release.
  deploymentId: version.replaceAll(/\W/g, '-'),
  outputFileTracingRoot: import.meta.dirname,
  // What is read as a file at run time, so tracing imports does not find it.
  outputFileTracingIncludes: {
    '/**': [
      './server/platform/db/migrations/**',
      './node_modules/@electric-sql/pglite/dist/*.{data,wasm,tar.gz}',
      './node_modules/vega-datasets/{package,datapackage}.json',
      // The sources of server/samples/catalogue.ts.
      './node_modules/vega-datasets/data/7zip.png',
      './node_modules/vega-datasets/data/airports.csv',
      './node_modules/vega-datasets/data/birdstrikes.csv',
      './node_modules/vega-datasets/data/cars.json',
      './node_modules/vega-datasets/data/co2-concentration.csv',
      './node_modules/vega-datasets/data/earthquakes.json',
      './node_modules/vega-datasets/data/flights-3m.parquet',
      './node_modules/vega-datasets/data/flights-airport.csv',
      './node_modules/vega-datasets/data/gapminder-health-income.csv',
      './node_modules/vega-datasets/data/global-temp.csv',
      './node_modules/vega-datasets/data/penguins.json',
      './node_modules/vega-datasets/data/seattle-weather.csv',
      './node_modules/vega-datasets/data/unemployment-across-industries.json',
      './node_modules/vega-datasets/data/unemployment.tsv',
      './node_modules/vega-datasets/data/us-employment.csv',
      './node_modules/vega-datasets/data/weather.csv',
    ],
  },
  outputFileTracingExcludes: { '/**': ['./.sluice/**', './docs/**', './e2e/**', './.git/**'] },
  turbopack: { root: import.meta.dirname },
  reactStrictMode: true,
  // A link that is followed while the portal is away waits for it. Else the browser leaves the page for an error of its own, and
  // with the page go the uploads that it runs.
  experimental: { useOffline: true },
  // `npm run check` checks types, tests included; whoever starts the portal need not wait for it.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  // `/api//x` and `/api/x/` must reach no handler by a redirect.
  skipTrailingSlashRedirect: true,
  images: { unoptimized: true },
  serverExternalPackages: ['@electric-sql/pglite', 'pg', 'pino'],
  headers: async () => [
    { source: '/:path*', headers: everywhere },
    ...['/s/:path*', '/r/:path*', '/api/v1/shares/:path*', '/api/v1/requests/:path*'].map((source) => ({
      source,
      headers: [
        { key: 'X-Robots-Tag', value: 'noindex, nofollow' },
        { key: 'Cache-Control', value: 'no-store' },
      ],
    })),
    {
      source: '/api/:path*',
      headers: [{ key: 'Content-Security-Policy', value: "default-src 'none'; frame-ancestors 'none'" }],
    },
  ],
};
