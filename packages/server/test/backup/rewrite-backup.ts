import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { gunzipSync, gzipSync } from 'node:zlib'
import { TableSummer, proofBinding } from '../../src/backup/backup-format.ts'
import { seal, sealingKey } from '../../src/credentials/seal.ts'

/** The lines of a backup, without its trailer. */
export async function backupLines(path: string): Promise<string[]> {
  return gunzipSync(await readFile(path))
    .toString()
    .split('\n')
    .slice(0, -2)
}

/** Writes lines as a backup whose sums are right, as a Jackfield with this master key would have written it. */
export async function writeLines(path: string, lines: string[], masterKey: Buffer): Promise<void> {
  const summers: TableSummer[] = []
  for (const line of lines.slice(1)) {
    if (line.startsWith('[')) summers.at(-1)?.add(line)
    else summers.push(new TableSummer((JSON.parse(line) as { table: string }).table))
  }
  const body = lines.map((line) => `${line}\n`).join('')
  const digest = createHash('sha256').update(body).digest()
  const proof = Buffer.from(seal(sealingKey(masterKey), proofBinding, digest)).toString('base64')
  const end = { tables: summers.map((summer) => summer.sum()), sha256: digest.toString('hex'), proof }
  await writeFile(path, gzipSync(`${body}${JSON.stringify({ end })}\n`))
}
