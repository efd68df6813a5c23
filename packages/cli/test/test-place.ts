import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ownerLogin, startHub, type TestHub } from '../../server/test/start-hub.ts'
import { openTerminal, type Terminal } from './run-jackfield.ts'

/** A hub, and the terminal of its owner, who is logged in. */
export interface TestPlace {
  hub: TestHub
  terminal: Terminal
  close(): Promise<void>
}

export async function openTestPlace(): Promise<TestPlace> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'jackfield-cli-hub-'))
  const hub = await startHub({ config: { dataDirectory } })
  const terminal = openTerminal()
  const { code, stderr } = await logIn(terminal, hub.url)
  if (code !== 0) throw new Error(`The login failed: ${stderr}`)
  return {
    hub,
    terminal,
    close: async () => {
      await hub.close()
      rmSync(dataDirectory, { recursive: true, force: true })
    },
  }
}

/** Logs the hub's owner in. */
export function logIn(terminal: Terminal, url: string) {
  return terminal.run(
    ['login', '--url', url, '--email', ownerLogin.email, '--password-stdin'],
    ownerLogin.password,
  )
}
