import { defineConfig } from 'vitest/config'
import { BaseSequencer } from 'vitest/node'
import type { TestSpecification } from 'vitest/node'

const SECONDS = 1000

/**
 * What is the same on every database is tried on one: folders, and files whose statements other tests run on both.
 * Locks, transactions, jobs, migrations, searches and whatever a node must learn of another stay on both.
 */
const onEmbeddedAlone = [
  '{net,upstreams,docs,conformance,demo,tour,mcp-json}/**',
  'agents/{bad-input,roles,secrets-in-instructions}.test.ts',
  'apps/calls.test.ts',
  'audit/redact-arguments.test.ts',
  'backup/commands.test.ts',
  'catalog-entries/refused-entries.test.ts',
  'gateway/{argument-patterns,call-transport,fast-lane,run-time}.test.ts',
  'http/{body-rules,cross-site,dashboard,farewell,host-check,log,openapi}.test.ts',
  'http/{roles,security-headers,shutdown}.test.ts',
  'platform/{area-openapi,docs-search}.test.ts',
  'policies/decide.test.ts',
  'rotation/key-file.test.ts',
]

/** So is what starts many hubs, where that takes half the time. */
const onPostgresAlone = ['{tracing,metrics,rate-limits}/**']

/** Begun last, one of these would keep one worker busy while the others have nothing left. */
const longest = /nodes\/(chaos|rolling-restart|refresh)|backup\/(directions|kill)|storage\/kill|http\/main/

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const byProject = Map.groupBy(
      await BaseSequencer.prototype.sort.call(this, files),
      ({ project }) => project,
    )
    return [...byProject.values()].flatMap((some) => [
      ...some.filter(({ moduleId }) => longest.test(moduleId)),
      ...some.filter(({ moduleId }) => !longest.test(moduleId)),
    ])
  }
}

/** Makes the databases that the hubs of tests start with. */
const databases = 'packages/server/test/databases/global-setup.ts'

/** The server's tests run twice, once on each database. */
const server = (database: 'embedded' | 'postgres') => ({
  extends: true as const,
  test: {
    name: `server-${database}`,
    include: ['packages/server/test/**/*.test.ts'],
    exclude: (database === 'postgres' ? onEmbeddedAlone : onPostgresAlone).map(
      (files) => `packages/server/test/${files}`,
    ),
    env: { JACKFIELD_TEST_DATABASE: database },
    globalSetup: [databases],
  },
})

const other = (name: 'sdk' | 'cli' | 'platform' | 'catalog', globalSetup: string[] = []) => ({
  extends: true as const,
  test: { name, include: [`packages/${name}/test/**/*.test.ts`], globalSetup },
})

/** The launcher and the checks. */
const tooling = { extends: true as const, test: { name: 'scripts', include: ['scripts/test/**/*.test.mjs'] } }

/** The dashboard in a real browser, on the embedded database. */
const web = {
  extends: true as const,
  test: {
    name: 'web',
    include: ['packages/web/test/**/*.test.ts'],
    globalSetup: [databases, 'packages/web/test/build-dashboard.mjs'],
    env: { JACKFIELD_TEST_DATABASE: 'embedded' },
    testTimeout: 60 * SECONDS,
    hookTimeout: 60 * SECONDS,
  },
}

export default defineConfig({
  test: {
    projects: [
      server('embedded'),
      server('postgres'),
      other('catalog'),
      other('platform'),
      other('sdk', [databases]),
      other('cli', [databases]),
      web,
      tooling,
    ],
    // Test files share a process: starting one for each costs more than most files take.
    isolate: false,
    // Node runs the sources as they are, in tests as in production.
    experimental: { viteModuleRunner: false },
    sequence: { sequencer: LongestFirst },
    pool: 'forks',
    maxWorkers: '100%',
    testTimeout: 30 * SECONDS,
    hookTimeout: 30 * SECONDS,
    passWithNoTests: true,
  },
})
