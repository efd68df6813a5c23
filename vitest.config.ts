import { defineConfig } from 'vitest/config'

const SECONDS = 1000

/** What is the same on every database is tried on one. */
const onOneDatabase = ['net', 'upstreams', 'docs', 'conformance', 'tracing', 'metrics', 'rate-limits']

/** The server's tests run twice, once on each database. */
const server = (database: 'embedded' | 'postgres') => ({
  extends: true as const,
  test: {
    name: `server-${database}`,
    include: ['packages/server/test/**/*.test.ts'],
    exclude:
      database === 'postgres' ? onOneDatabase.map((folder) => `packages/server/test/${folder}/**`) : [],
    env: { JACKFIELD_TEST_DATABASE: database },
    globalSetup: ['packages/server/test/databases/global-setup.ts'],
  },
})

const other = (name: 'sdk' | 'cli' | 'platform' | 'catalog') => ({
  extends: true as const,
  test: { name, include: [`packages/${name}/test/**/*.test.ts`] },
})

/** The launcher and the checks. */
const tooling = { extends: true as const, test: { name: 'scripts', include: ['scripts/test/**/*.test.mjs'] } }

export default defineConfig({
  test: {
    projects: [
      server('embedded'),
      server('postgres'),
      other('catalog'),
      other('platform'),
      other('sdk'),
      other('cli'),
      tooling,
    ],
    // Test files share a process: starting one for each costs more than most files take.
    isolate: false,
    // Node runs the sources as they are, in tests as in production.
    experimental: { viteModuleRunner: false },
    pool: 'forks',
    maxWorkers: '100%',
    testTimeout: 30 * SECONDS,
    hookTimeout: 30 * SECONDS,
    passWithNoTests: true,
  },
})
