import { ownerLogin, startHub, type TestHub } from '../../server/test/start-hub.ts'
import { openTerminal, type Terminal } from './run-jackfield.ts'

/** A hub, and the terminal of its owner, who is logged in. */
export interface TestPlace {
  hub: TestHub
  terminal: Terminal
  close(): Promise<void>
}

export async function openTestPlace(): Promise<TestPlace> {
  const hub = await startHub()
  const terminal = openTerminal()
  const { code, stderr } = await logIn(terminal, hub.url)
  if (code !== 0) throw new Error(`The login failed: ${stderr}`)
  return {
    hub,
    terminal,
    close: () => hub.close(),
  }
}

/** Logs the hub's owner in. */
export function logIn(terminal: Terminal, url: string) {
  return terminal.run(
    ['login', '--url', url, '--email', ownerLogin.email, '--password-stdin'],
    ownerLogin.password,
  )
}
