import { globSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/**
 * The TypeScript files that match, relative to the repository, with forward slashes, sorted.
 * @param {...string} patterns globs from the repository
 */
export function sourceFiles(...patterns) {
  const found = globSync(patterns, { cwd: root, exclude: isInstalled })
  return found
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
    .toSorted()
}

function isInstalled(path) {
  return path.includes('node_modules')
}
