// DESIGN section 2 as rules: which part of the house may import which, and what nobody may.
// scripts/check-dependencies.mjs runs them.

const server = '^packages/server/src/'

/** The files that import no other part. */
const ground = 'errors|config|ids|version|upstream'
/** The files directly in `src/` but these: `context.ts`, and what comes to stand beside it. */
const besides = (files) => `(?!(${files})\\.ts$)[^/]+\\.ts$`

/** From the roof to the ground: a part imports its own level and those below. */
const levels = [
  { name: 'app', paths: ['app\\.ts$', 'main\\.ts$'] },
  { name: 'http', paths: ['http/'] },
  { name: 'calls and jobs', paths: ['calls/', 'jobs/'] },
  { name: 'verbs', paths: [] }, // every folder that is not named here
  { name: 'credentials and audit', paths: ['credentials/', 'audit/', 'announcements/'] },
  {
    name: 'oauth-client, connectors and context',
    paths: ['oauth-client/', 'connectors/', besides('app|main|' + ground)],
  },
  { name: 'storage and net', paths: ['storage/', 'net/'] },
  { name: 'ground', paths: [`(${ground})\\.ts$`] },
]

const named = levels.flatMap(({ paths }) => paths.filter((path) => path.endsWith('/')))
const verbs = `${server}(?!${named.join('|')})[^/]+/`
const pattern = ({ name, paths }) => (name === 'verbs' ? verbs : `${server}(${paths.join('|')})`)
const within = (...folders) => `${server}(${folders.join('|')})/`

const direction = levels.slice(1).map((level, index) => ({
  name: `direction: ${level.name}`,
  comment: `What belongs to "${level.name}" imports nothing that stands above it.`,
  severity: 'error',
  from: { path: pattern(level) },
  to: { path: levels.slice(0, index + 1).map(pattern) },
}))

/** Node's own modules, written with and without `node:`. */
const builtin = (...names) => `^(node:)?(${names.join('|')})$`
/** Packages, wherever npm put them. */
const modules = (...names) => `(^|/)node_modules/(${names.join('|')})/`

const outward = [
  modules('undici', 'undici-types', 'axios', 'got', 'node-fetch', 'ws'),
  builtin('http', 'https', 'http2', 'net', 'tls', 'dns', 'dns/promises', 'dgram'),
]

const never = [
  {
    name: 'never: connectors know no storage and no credentials',
    from: { path: within('connectors') },
    to: { path: within('storage', 'credentials') },
  },
  {
    name: 'never: only calls/ runs a connector',
    comment:
      'Running is connectors/run*, call* and forward*; verbs and jobs may look at a connector, not use it.',
    from: { path: server, pathNot: [within('calls', 'connectors'), `${server}(app|main)\\.ts$`] },
    to: { path: [`${server}connectors/(run|call|forward)`, `${server}connectors/.+/(run|call|forward)`] },
  },
  {
    name: 'never: only storage/ imports a database driver',
    comment: 'A queue that brings its own driver belongs to jobs/; the query builder is no driver.',
    from: { path: '^packages/', pathNot: within('storage') },
    to: {
      path: [
        modules('pg', 'pg-pool', 'pg-native', 'postgres', '@electric-sql/[^/]+', '@types/pg'),
        builtin('sqlite'),
      ],
    },
  },
  {
    name: 'never: only net/ opens an outward connection',
    comment: 'http/ serves through @hono/node-server, and may name the types of what that gives it.',
    from: { path: '^packages/(server|platform|catalog)/src/', pathNot: within('net', 'http') },
    to: { path: outward },
  },
  {
    name: 'never: http/ opens an outward connection',
    from: { path: within('http') },
    to: { path: outward, dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'never: a web server outside http/',
    from: { path: '^packages/server/src/', pathNot: [within('http'), `${server}(app|main)\\.ts$`] },
    to: { path: modules('@hono/[^/]+', 'hono', '@scalar/[^/]+') },
  },
  {
    name: 'never: anything but app.ts imports http/',
    from: { path: server, pathNot: [within('http'), `${server}(app|main)\\.ts$`] },
    to: { path: within('http') },
  },
  {
    name: 'never: verbs import calls/',
    from: { path: verbs },
    to: { path: within('calls', 'http') },
  },
  {
    name: 'never: the two OAuth sides import each other (ours)',
    from: { path: within('oauth-server') },
    to: { path: within('oauth-client') },
  },
  {
    name: 'never: the two OAuth sides import each other (theirs)',
    from: { path: within('oauth-client') },
    to: { path: within('oauth-server') },
  },
  {
    name: 'never: another package imports the server',
    from: { path: '^packages/(?!server/)' },
    to: { path: '^packages/server/' },
  },
  {
    name: 'never: the server imports a face of its own product',
    comment: 'Of the SDK it takes the contract: the shapes that both sides keep.',
    from: { path: '^packages/server/src/' },
    to: { path: '^packages/(web|cli|sdk)/', pathNot: '^packages/sdk/src/contract(\\.ts$|/)' },
  },
  {
    name: 'never: the dashboard imports another package of ours than the SDK',
    comment: 'It talks to the hub as any other program does.',
    from: { path: '^packages/web/src/' },
    to: { path: ['^packages/(?!web/|sdk/)', '^packages/sdk/src/(?!client\\.ts$)'] },
  },
  {
    name: 'never: the kit knows the pages',
    from: { path: '^packages/web/src/(kit|hub)/' },
    to: { path: '^packages/web/src/(pages|shell)/' },
  },
  {
    name: 'never: the ground imports what stands on it',
    comment: "The SDK's contract, the catalog and the area definition import no other package of ours.",
    from: { path: '^packages/(sdk/src/contract(\\.ts$|/)|catalog/|platform/src/area\\.ts$)' },
    to: { path: '^packages/(server|web|cli|sdk/src/(?!contract))' },
  },
  {
    name: 'never: the catalog imports another package of ours',
    comment:
      'What an app is stands on its own: the server runs it, a test runs it, and nothing of theirs is in it.',
    from: { path: '^packages/catalog/' },
    to: { path: '^packages/(?!catalog/)' },
  },
  {
    name: 'never: a catalog app imports anything but define.ts',
    from: { path: '^packages/catalog/src/apps/' },
    to: { pathNot: '^packages/catalog/src/define\\.ts$' },
  },
].map((rule) => ({ severity: 'error', ...rule }))

const hygiene = [
  { name: 'no import cycles', from: {}, to: { circular: true } },
  {
    name: 'no orphans',
    comment: 'Nothing imports it and it imports nothing: delete it, or use it.',
    from: { orphan: true, pathNot: ['\\.d\\.ts$', '/(app|main)\\.tsx?$', '^packages/[^/]+/bin/'] },
    to: {},
  },
  { name: 'nothing unresolvable', from: {}, to: { couldNotResolve: true } },
  {
    name: 'no undeclared packages',
    from: { path: '^packages/' },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'no development packages in the product',
    comment: 'A type is gone when the product runs; of the dashboard, what is built runs.',
    from: { path: '^packages/(?!web/)[^/]+/src/' },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
].map((rule) => ({ severity: 'error', ...rule }))

module.exports = {
  forbidden: [...direction, ...never, ...hygiene],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^packages/[^/]+/dist/' },
    combinedDependencies: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
