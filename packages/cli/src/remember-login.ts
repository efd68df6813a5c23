import { createClient, type LogInAnswer, type LogInInput } from '@jackfield/sdk'
import type { Command } from 'commander'
import { readEnvironment, readStored, writeStored } from './config.ts'
import { note } from './output.ts'

/** Logs in and keeps the token, as the server that is meant from now on. @throws JackfieldError */
export async function logInAndRemember(url: string, input: LogInInput): Promise<LogInAnswer> {
  const { configFile } = readEnvironment()
  const stored = readStored(configFile)
  const answer = await createClient({ url }).session.logIn({ ...input, kind: 'token' })
  const { token = '', expires_at } = answer
  writeStored(configFile, {
    current: url,
    servers: { ...stored.servers, [url]: { token, email: input.email, expires_at } },
  })
  return answer
}

/** Says so when a password would travel in the clear. @throws JackfieldError `invalid` for an address that is none. */
export function warnAboutPlainHttp(command: Command, url: string): void {
  createClient({ url })
  const { protocol, hostname } = new URL(url)
  if (protocol === 'http:' && !/^(localhost|127\..*|\[::1\])$/.test(hostname))
    note(
      command,
      `Careful: ${url} is not encrypted; your password can be read on the way. Use https if you can.`,
    )
}
