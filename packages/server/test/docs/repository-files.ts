import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../../', import.meta.url))

/** Paths in the repository that match, with forward slashes; what npm installed is left out. */
export function filesLike(...patterns: string[]): string[] {
  const found = globSync(patterns, { cwd: root, exclude: (path) => path.includes('node_modules') })
  return found.map((path) => path.replaceAll('\\', '/')).toSorted()
}

/** The text of a file of the repository. */
export function readRepositoryFile(path: string): string {
  return readFileSync(`${root}${path}`, 'utf8')
}
