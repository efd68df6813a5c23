import { createClient, JackfieldError, type Client } from '@jackfield/sdk'
import type { Command } from 'commander'
import { askSecret, askText, secretFromStdin } from '../ask.ts'
import { defaultUrl, readEnvironment, readStored, serverUrl, writeStored } from '../config.ts'
import { openClient, openConnection } from '../connect.ts'
import { localTime, note, print } from '../output.ts'
import { logInAndRemember, warnAboutPlainHttp } from '../remember-login.ts'
import { facts } from '../table.ts'

interface LoginOptions {
  url?: string
  email?: string
  account?: string
  passwordStdin?: boolean
}

/** `login`, `logout`, `whoami`. */
export function addLoginCommands(program: Command): void {
  program
    .command('login')
    .description('log in to a Jackfield server and stay logged in')
    .option('--url <url>', `address of the server (JACKFIELD_URL, else the last one, else ${defaultUrl})`)
    .option('--email <email>', 'asked for if absent')
    .option('--password-stdin', 'read the password from standard input')
    .option('--account <id>', 'which account to work in, if you are in several')
    .addHelpText(
      'after',
      '\nExamples:\n  $ jackfield login --url https://jackfield.example.com\n  $ jackfield login --email me@example.com --password-stdin < password.txt',
    )
    .action(logIn)
  program.command('logout').description('end the login, here and on the server').action(logOut)
  program.command('whoami').description('show who you are, on which server, in which account').action(whoAmI)
}

async function logIn(options: LoginOptions, command: Command): Promise<void> {
  const { url: fromEnvironment, configFile } = readEnvironment()
  const url = serverUrl(options.url ?? fromEnvironment ?? readStored(configFile).current ?? defaultUrl)
  warnAboutPlainHttp(command, url)
  const email = options.email ?? (await askText('E-mail', '--email'))
  const password = options.passwordStdin
    ? await secretFromStdin('--password-stdin')
    : await askSecret('Password', '--password-stdin')
  const { me, expires_at } = await logInAndRemember(url, {
    email,
    password,
    ...(options.account ? { account_id: options.account } : {}),
  })
  print(
    command,
    { me, expires_at },
    () =>
      `Logged in to ${url} as ${email}, ${me.role} of ${me.account.name}, until ${localTime(expires_at)}.`,
  )
}

/** Forgets the login even when the server cannot be told, and then says so. */
async function logOut(_options: object, command: Command): Promise<void> {
  const { url: wanted, configFile } = readEnvironment()
  const { current, servers } = readStored(configFile)
  const url = wanted ?? current ?? defaultUrl
  const login = servers[url]
  if (!login) return print(command, {}, () => `You were not logged in to ${url}.`)
  const rest = Object.fromEntries(Object.entries(servers).filter(([server]) => server !== url))
  writeStored(configFile, { current: url, servers: rest })
  if (!(await endSession(createClient({ url, token: login.token }))))
    note(command, `The server could not be told: the token stays valid until ${localTime(login.expires_at)}.`)
  print(command, {}, () => `Logged out of ${url}.`)
}

/** Whether the token is surely worthless now. */
async function endSession(client: Client): Promise<boolean> {
  try {
    await client.session.logOut()
    return true
  } catch (error) {
    return error instanceof JackfieldError && error.code === 'unauthenticated'
  }
}

async function whoAmI(_options: object, command: Command): Promise<void> {
  const { url, by } = openConnection()
  const me = await openClient().session.get()
  print(command, me, () =>
    facts([
      ['Server', url],
      ['Person', me.user && `${me.user.name} <${me.user.email}>`],
      ['API key', me.key && `${me.key.name}${me.key.read_only ? ', read-only' : ''}`],
      ['Account', `${me.account.name} (${me.account.id})`],
      ['Role', me.role],
      [
        'Other accounts',
        me.accounts
          .filter(({ id }) => id !== me.account.id)
          .map(({ name, id }) => `${name} (${id})`)
          .join(', '),
      ],
      ['Logged in by', by === 'key' ? 'JACKFIELD_API_KEY' : 'jackfield login'],
    ]),
  )
}
