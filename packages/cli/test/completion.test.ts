import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { complete } from '../src/completion/complete.ts'
import { splitLine } from '../src/completion/split-line.ts'
import { createProgram } from '../src/program.ts'
import { startModernServer, type ModernServer } from '../../server/test/upstreams/modern-server.ts'
import { openTerminal, type Terminal } from './run-jackfield.ts'
import { removeScratchDirectories, scratchDirectory } from './scratch-directory.ts'
import { openTestPlace, type TestPlace } from './test-place.ts'

let place: TestPlace
let notes: ModernServer
let terminal: Terminal
/** A directory with `jackfield` in it, for PATH. */
const bin = scratchDirectory()

beforeAll(async () => {
  const launcher = join(import.meta.dirname, '../bin/jackfield.js')
  writeFileSync(join(bin, 'jackfield'), `#!/bin/sh\nexec "${process.execPath}" "${launcher}" "$@"\n`)
  chmodSync(join(bin, 'jackfield'), 0o755)
  ;[place, notes] = await Promise.all([openTestPlace(), startModernServer()])
  terminal = place.terminal
  const { owner } = place.hub
  const add = async (path: string, body: object) => (await owner.post(path, body)).body as { id: string }
  await add('/connectors/custom', { name: 'Team notes', url: notes.url, acknowledged: true })
  for (const name of ['Sales', "Zoë's $(echo) bot"]) await add('/agents', { name })
  const { id } = await add('/agents', { name: 'Support bot' })
  await owner.put(`/agents/${id}/toggles`, { version: 1, toggles: { 'team-notes': 'on' } })
  await add(`/agents/${id}/keys`, { name: 'laptop' })
  await add('/keys', { name: 'ci' })
  await add('/invitations', { email: 'ada@example.com', role: 'builder' })
})

afterAll(async () => {
  await Promise.all([place?.close(), notes?.close()])
  removeScratchDirectories()
})

function environment(from: Terminal): Record<string, string> {
  const path = [bin, process.env['PATH']].join(delimiter)
  return { PATH: path, JACKFIELD_CONFIG_DIR: from.configDirectory, LC_ALL: 'C.UTF-8' }
}

/** Runs a shell beside the hub, which must go on answering. */
async function runShell(name: string, args: string[], env: Record<string, string>) {
  const shell = spawn(name, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const [stdout, stderr] = await Promise.all([text(shell.stdout), text(shell.stderr)])
  return { stdout, stderr }
}

/** What a real bash offers at the end of each line, sorted; `FILES` where it completes file names. */
async function bash(lines: string[], from = terminal): Promise<Record<string, string[]>> {
  const script = await openTerminal().ok('completion', 'bash')
  const program = `set -u
    ${script}
    compopt() { echo FILES; }
    for line; do
      COMP_LINE=$line COMP_POINT=\${#line}
      _jackfield
      printf '%s\\n' "\${COMPREPLY[@]}" | sort
      printf 'END\\n'
    done`
  const shell = await runShell('bash', ['--norc', '-c', program, 'bash', ...lines], environment(from))
  expect(shell.stderr).toBe('')
  const replies = shell.stdout.split('END\n').map((reply) => reply.split('\n').filter((one) => one !== ''))
  return Object.fromEntries(lines.map((line, index) => [line, replies[index] ?? []]))
}

describe('from the program itself', () => {
  it.each([
    ['con', ['connectors']],
    ['connectors dis', ['disconnect']],
    ['help con', ['connectors']],
    ['--json con', ['connectors']],
    ['agents toggle --', ['--help', '--json']],
    ['agents create x --template y --', ['--description', '--help', '--instructions', '--json']],
    ['connectors add --tr', ['--transport', '--trust-hints']],
    ['connectors add --transport s', ['sse', 'streamable-http']],
    ['connectors add --transport=ss', ['--transport=sse']],
    ['connectors sig', ['sign-in']],
    [
      'connectors oauth-app github --',
      ['--client-id', '--client-secret-stdin', '--help', '--json', '--remove', '--yes'],
    ],
    ['connectors add --header x --he', ['--header', '--help']],
    ['agents toggle Sales team-notes ', ['inherit', 'off', 'on']],
    ['mcp-config Sales --client c', ['claude-code', 'codex', 'cursor']],
    ['members role x a', ['admin']],
    ['completion ', ['bash', 'zsh']],
    ['agents create ', []],
    ['nonsense ', []],
    ['tools -- --', []],
    ['connectors import ', 'files'],
    ['audit export --out x', 'files'],
    ['connectors export --out=', 'files'],
  ])('%j', async (line, expected) => {
    const { words, current } = splitLine(line, '')
    const hub = async (placeholder: string) => (placeholder === 'file' ? 'files' : [])
    const found = await complete(createProgram(), words, current, hub)
    expect(found === 'files' ? found : found.map(({ value }) => value).toSorted()).toEqual(expected)
  })

  it('leaves out names that would steer the terminal or break the line', async () => {
    const hostile = ['fine', 'two\nlines', 'a\u001b[2J', 'b\u202e', ' c']
    const found = await complete(createProgram(), ['tools'], '', async () =>
      hostile.map((value) => ({ value })),
    )
    expect(found).toEqual([{ value: 'fine' }])
  })
})

describe('bash', () => {
  it('asks about many lines, and puts into each what bash does not keep of the word', async () => {
    const expected = {
      'jackfield connectors disc': ['disconnect'],
      'jackfield connectors add --transport=ss': ['sse'],
      'jackfield connectors import ': ['FILES'],
      'jackfield tools S': ['Sales', 'Support\\ bot'],
      'jackfield tools Support\\ b': ['Support\\ bot'],
      'jackfield tools "Zo': ["Zoë's \\$(echo) bot"],
      'jackfield tools Zo': ["Zoë\\'s\\ \\$\\(echo\\)\\ bot"],
      'jackfield audit list --agent Sal': ['Sales'],
      'jackfield agents toggle Sales te': ['team-notes'],
      'jackfield agents create x --template Bl': ['Blank'],
      'jackfield call Support\\ bot team-notes__write': ['team-notes__write_note'],
      'jackfield policies set team-notes delete_n': ['delete_note'],
      'jackfield keys revoke c': ['ci'],
      'jackfield keys rotate c': ['ci'],
      'jackfield agents keys "Support bot" revoke ': ['laptop'],
      'jackfield agents keys "Support bot" rotate ': ['laptop'],
      'jackfield agents keys "Support bot" create ': [],
      'jackfield members remove owner@': ['@example.com'],
      'jackfield invitations revoke a': ['ada@example.com'],
    }
    expect(await bash(Object.keys(expected))).toEqual(expected)
  })

  it('knows apps, their categories, and what they can be asked for', async () => {
    const expected = {
      'jackfield connectors key gith': ['github'],
      'jackfield connectors list --category C': ['CRM', 'Calendar', 'Collaboration'],
      'jackfield connectors sign-in hubspot --scope ': ['crm.objects.companies.write'],
    }
    expect(await bash(Object.keys(expected))).toEqual(expected)
  })

  it('stays silent without a login, without a server, and on nonsense', async () => {
    const line = 'jackfield tools '
    expect(await bash([line], openTerminal())).toEqual({ [line]: [] })
    const away = { JACKFIELD_URL: 'http://127.0.0.1:2', JACKFIELD_API_KEY: 'jf_key_x' }
    const asked = await openTerminal(away).run(['__complete', 'bash', ':', 'jackfield tools '])
    expect(asked).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(await openTerminal(away).run(['__complete'])).toEqual({ code: 0, stdout: '', stderr: '' })
  })

  it('can be loaded twice', async () => {
    const script = await openTerminal().ok('completion', 'bash')
    const loaded = execFileSync('bash', [
      '--norc',
      '-c',
      `set -e\n${script}\n${script}\ncomplete -p jackfield`,
    ])
    expect(loaded.toString()).toBe('complete -F _jackfield jackfield\n')
  })
})

const hasZsh = spawnSync('zsh', ['--version']).status === 0

/** What a real zsh makes of the line after Tab, as it stands in its line editor. */
async function zsh(line: string): Promise<string> {
  const script = join(bin, '_jackfield')
  const session = `zmodload zsh/zpty
    zpty shell 'zsh -f -i'
    zpty -w shell 'PS1=; unset zle_bracketed_paste; autoload -U compinit; compinit -D; source ${script}'
    zpty -w shell 'report() { print -r -- "LINE<$BUFFER>"; exit }; zle -N report; bindkey "^X" report; print READ\\Y'
    zpty -r -m shell seen '*READY*'
    zpty -w -n shell $1$'\\t\\x18'
    zpty -r -m shell seen '*LINE<*>*'
    print -r -- "$seen"
    zpty -d shell`
  const env = { ...environment(terminal), TERM: 'dumb' }
  const shell = await runShell('zsh', ['-f', '-c', session, 'zsh', line], env)
  return /LINE<(.*)>/.exec(shell.stdout)?.[1] ?? `nothing: ${shell.stdout}${shell.stderr}`
}

describe.skipIf(!hasZsh)('zsh', () => {
  beforeAll(async () => writeFileSync(join(bin, '_jackfield'), await openTerminal().ok('completion', 'zsh')))

  it.concurrent.each([
    ['jackfield connectors disc', 'jackfield connectors disconnect '],
    ['jackfield connectors add --transport=ss', 'jackfield connectors add --transport=sse '],
    ['jackfield tools Sup', 'jackfield tools Support\\ bot '],
    ['jackfield tools "Sup', 'jackfield tools "Support bot" '],
    ['jackfield call Support\\ bot team-notes__wr', 'jackfield call Support\\ bot team-notes__write_note '],
  ])('%j becomes %j at Tab', async (line, expected) => {
    expect(await zsh(line)).toBe(expected)
  })
})
