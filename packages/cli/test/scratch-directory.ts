import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const made: string[] = []

/** A new directory of a test's own. Each test file removes its own at the end. */
export function scratchDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'jackfield-cli-'))
  made.push(directory)
  return directory
}

/** For `afterAll`. */
export function removeScratchDirectories(): void {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true })
}
