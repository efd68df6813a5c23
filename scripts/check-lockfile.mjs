// Keeps package-lock.json such that `npm ci` works for everybody: on every platform, against any registry.
// A registry that does not serve the binaries of other platforms makes npm leave them out of the lockfile, and
// then every `npm ci` refuses it. With `--fix`, adds those entries from what their parents pin.
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const file = join(dirname(dirname(fileURLToPath(import.meta.url))), 'package-lock.json')
const systems = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
]
const processors = [
  'arm',
  'arm64',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
]

const lock = JSON.parse(readFileSync(file, 'utf8'))
const problems = [...hostProblems(lock.packages), ...completenessProblems(lock.packages)]

if (process.argv.includes('--fix')) fix(lock)
else if (problems.length > 0) {
  console.error([...problems, 'Remedy: node scripts/check-lockfile.mjs --fix'].join('\n'))
  process.exitCode = 1
}

/** Addresses in a lockfile tie everybody to the registry of whoever wrote it. */
function hostProblems(packages) {
  const bound = Object.keys(packages).filter((path) => /^https?:/.test(packages[path].resolved ?? ''))
  return bound.map((path) => `${path}: names a registry ("resolved")`)
}

function completenessProblems(packages) {
  return missingOptionals(packages).map(
    ({ parent, name, version }) => `${parent}: ${name}@${version} is not locked`,
  )
}

/** The optional dependencies that no entry stands for, as the parent's path, the name and the wanted version. */
function missingOptionals(packages) {
  return Object.entries(packages).flatMap(([parent, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => !isLocked(packages, parent, name))
      .map(([name, version]) => ({ parent, name, version })),
  )
}

/** Node looks for a package in every `node_modules` on the way up. */
function isLocked(packages, parent, name) {
  for (let at = parent; ; at = at.slice(0, Math.max(at.lastIndexOf('/node_modules/'), 0))) {
    if (`${at ? `${at}/` : ''}node_modules/${name}` in packages) return true
    if (at === '') return false
  }
}

function fix({ packages }) {
  for (const entry of Object.values(packages)) {
    if (/^https?:/.test(entry.resolved ?? '')) delete entry.resolved
  }
  for (const { parent, name, version } of missingOptionals(packages)) {
    packages[`node_modules/${name}`] = entryFor(packages[parent], name, version)
  }
  const sorted = Object.entries(packages).toSorted(([a], [b]) => a.localeCompare(b, 'en'))
  lock.packages = Object.fromEntries(sorted)
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
}

/** An entry as npm would write it, but for the integrity, which only the registry knows. */
function entryFor(parent, name, version) {
  const words = name.split(/[-/_.]/)
  const os = systems.filter((system) => words.includes(system))
  const cpu = processors.filter((processor) => words.includes(processor))
  const exact = /^\d+\.\d+\.\d+[\w.+-]*$/.test(version)
  // WebAssembly runs under any system, so npm keeps it away by its processor alone.
  const anySystem = os.length === 0 && cpu[0] === 'wasm32'
  if (!exact || cpu.length !== 1 || (os.length !== 1 && !anySystem))
    throw new Error(`${name}@${version}: lock this one by hand`)
  const { dev, license, engines } = parent
  return {
    version,
    cpu,
    ...(dev && { dev }),
    ...libc(words),
    license,
    optional: true,
    ...(!anySystem && { os }),
    ...(engines && { engines }),
  }
}

/** A Linux binary is for one C library; without saying so, it is fetched where it cannot run. */
function libc(words) {
  if (words.some((word) => word.startsWith('musl'))) return { libc: ['musl'] }
  return words.some((word) => word.startsWith('gnu')) ? { libc: ['glibc'] } : {}
}
