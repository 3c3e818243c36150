// The six import rules of docs/architecture.md.
const rooms = '^server/([^/]+)/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'lib-is-pure',
      comment: 'lib runs in the browser, the server and on the command line alike.',
      severity: 'error',
      from: { path: '^lib/', pathNot: '\\.test\\.ts$' },
      to: { path: ['^(app|components|server)/', '^node_modules/(react|react-dom|next|server-only)/'] },
    },
    {
      name: 'lib-knows-no-node',
      severity: 'error',
      from: { path: '^lib/', pathNot: ['\\.test\\.ts$', '/testing/'] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'components-import-components-and-lib',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^(app|server)/' },
    },
    {
      name: 'pages-import-components',
      comment: 'A page reaches the server only through a loader made for it (`load-*.ts`).',
      severity: 'error',
      from: { path: '^app/', pathNot: ['^app/api/', 'route\\.ts$', '/load-[^/]+\\.ts$', '\\.test\\.tsx?$'] },
      to: { path: '^server/' },
    },
    {
      name: 'routes-know-no-components-nor-database',
      severity: 'error',
      from: { path: '^app/api/' },
      to: { path: ['^components/', '^node_modules/drizzle-orm/', '^server/platform/db/'] },
    },
    {
      name: 'server-imports-server-and-lib',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: ['^(app|components)/', '^node_modules/(react|react-dom|next)/'] },
    },
    {
      name: 'rooms-enter-by-the-front-door',
      severity: 'error',
      from: { path: rooms, pathNot: '^server/testing/' },
      to: {
        path: rooms,
        pathNot: ['^server/$1/', '^server/[^/]+/index\\.ts$', '^server/(platform|testing)/'],
      },
    },
    {
      name: 'platform-imports-no-room',
      severity: 'error',
      from: { path: '^server/platform/', pathNot: '\\.test\\.ts$' },
      to: { path: '^server/', pathNot: '^server/platform/' },
    },
    {
      name: 'drizzle-stays-in-server',
      severity: 'error',
      from: { pathNot: ['^server/', '^drizzle\\.config\\.ts$', '^node_modules/'] },
      to: { path: '^node_modules/drizzle-orm/' },
    },
    {
      name: 'azure-sdks-stay-at-storage',
      severity: 'error',
      from: {
        pathNot: [
          '^server/(storage|testing)/',
          '^server/.*\\.test\\.ts$',
          '^components/transfers/',
          '^e2e/',
          '^node_modules/',
        ],
      },
      to: { path: '^node_modules/@azure/(?!msal-browser/)' },
    },
    {
      name: 'msal-stays-at-identity',
      severity: 'error',
      from: { pathNot: ['^components/identity/', '^node_modules/'] },
      to: { path: '^node_modules/@azure/msal-browser/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  required: [
    {
      name: 'every-api-route-goes-through-http',
      severity: 'error',
      module: { path: '^app/api/.*route\\.ts$' },
      to: { path: '^server/http/', reachable: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.next/' },
    // Type-only imports count.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'types', 'default'],
    },
  },
};
