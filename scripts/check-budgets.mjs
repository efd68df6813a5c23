// The budgets of DESIGN section 2, measured over the sources of every package: sizes of files and functions,
// no drawers, no `any`, and one reader of the environment.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSource } from './read-source.mjs'
import { root, sourceFiles } from './source-files.mjs'

const limits = { file: { median: 70, p90: 200, max: 400 }, function: { p90: 50, max: 100 } }
const drawers = new Set(['utils', 'util', 'helpers', 'helper', 'shared', 'common', 'misc'])

/** Shapes, migrations and generated code grow with what they describe. */
const exempt =
  /(^|[/.])(schemas?|contracts?|migrations|generated)(\/|\.tsx?$)|^packages\/catalog\/src\/(icons|index)\.ts$/
const environmentReaders = /^packages\/(server|cli)\/src\/config\.ts$/

const sources = sourceFiles('packages/*/src/**').map(measure)
const tests = sourceFiles(
  'packages/*/test/**',
  'packages/*/{tour,demo,conformance}/**',
  'scripts/**',
  'bench/**',
).map(measure)
const sized = sources.filter(({ path }) => !exempt.test(path))
const functions = sized.flatMap(({ path, functions: found }) => found.map((item) => ({ ...item, path })))

const problems = [
  ...(sources.length === 0 ? ['no source files found: these budgets would hold for anything'] : []),
  ...distribution('file', sized),
  ...distribution('function', functions),
  ...tooLong('file', sized, ({ path }) => path),
  ...tooLong('function', functions, ({ path, line, name }) => `${path}:${line} ${name}`),
  ...[...sources, ...tests]
    .filter(({ path }) => isDrawer(path))
    .map(({ path }) => `${path}: a drawer; name it after what it does`),
  ...sources
    .filter(({ path }) => !environmentReaders.test(path))
    .flatMap(({ path, environment }) =>
      environment.map((line) => `${path}:${line} reads the environment: take it from config.ts`),
    ),
  ...[...sources, ...tests].flatMap(({ path, loose }) =>
    loose.map(({ line, what }) => `${path}:${line} ${what}`),
  ),
]

report()
for (const problem of problems) console.error(problem)
process.exitCode = problems.length > 0 ? 1 : 0

function measure(path) {
  return { path, ...readSource(path, readFileSync(join(root, path), 'utf8')) }
}

function quantile(items, share) {
  const sorted = items.map(({ lines }) => lines).toSorted((a, b) => a - b)
  return sorted[Math.max(Math.ceil(sorted.length * share) - 1, 0)] ?? 0
}

function distribution(kind, items) {
  const { median, p90 } = limits[kind]
  const wide = [
    { name: 'median', value: quantile(items, 0.5), limit: median },
    { name: 'p90', value: quantile(items, 0.9), limit: p90 },
  ].filter(({ value, limit }) => limit !== undefined && value > limit)
  return wide.map(
    ({ name, value, limit }) => `${kind} ${name} is ${value} lines, over ${limit}: ${longest(items)}`,
  )
}

/** Where to begin. */
function longest(items) {
  const first = items.toSorted((a, b) => b.lines - a.lines).slice(0, 8)
  return first.map(({ path, name, lines }) => `${path}${name ? ` ${name}` : ''} (${lines})`).join(', ')
}

function tooLong(kind, items, place) {
  const { max } = limits[kind]
  return items
    .filter(({ lines }) => lines > max)
    .map((item) => `${place(item)}: ${item.lines} lines, over ${max}`)
}

function isDrawer(path) {
  return path.split('/').some((part) => drawers.has(part.replace(/\..*$/, '')))
}

function report() {
  console.table({ files: row('file', sized), functions: row('function', functions) })
}

function row(kind, items) {
  return {
    count: items.length,
    median: quantile(items, 0.5),
    p90: quantile(items, 0.9),
    max: quantile(items, 1),
    limits: Object.values(limits[kind]).join(' / '),
  }
}
