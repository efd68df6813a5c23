import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
  await terminal.ok('connectors', 'add', 'Team notes', notes.url, '--yes')
  await terminal.ok('agents', 'create', 'Support bot')
  await terminal.ok('agents', 'create', 'Sales')
  await terminal.ok('agents', 'create', "Zoë's $(echo) bot")
  await terminal.ok('agents', 'toggle', 'Support bot', 'team-notes', 'on')
  await terminal.ok('agents', 'keys', 'Support bot', 'create', 'laptop')
  await terminal.ok('keys', 'create', 'ci')
  await terminal.ok('invitations', 'create', 'ada@example.com', 'builder')
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

/** What a real bash has to offer at the end of the line; `FILES` where it completes file names. */
async function bash(line: string, from = terminal): Promise<string[]> {
  const script = await openTerminal().ok('completion', 'bash')
  const ask = `compopt() { echo FILES; }
    COMP_LINE=$1 COMP_POINT=\${#1}
    _jackfield
    printf '%s\\n' "\${COMPREPLY[@]}"`
  const program = `set -u\n${script}\n${ask}`
  const shell = await runShell('bash', ['--norc', '-c', program, 'bash', line], environment(from))
  expect(shell.stderr).toBe('')
  return shell.stdout.split('\n').filter((reply) => reply !== '')
}

describe('bash', () => {
  it.each([
    ['jackfield con', ['connectors']],
    ['jackfield connectors dis', ['disconnect']],
    ['jackfield help con', ['connectors']],
    ['jackfield --json con', ['connectors']],
    ['jackfield agents toggle --', ['--json', '--help']],
    ['jackfield connectors add --tr', ['--transport', '--trust-hints']],
    ['jackfield connectors add --transport s', ['streamable-http', 'sse']],
    ['jackfield connectors add --transport=ss', ['sse']],
    ['jackfield connectors add --header x --he', ['--header', '--help']],
    ['jackfield agents toggle Sales team-notes ', ['on', 'off', 'inherit']],
    ['jackfield mcp-config Sales --client c', ['claude-code', 'cursor', 'codex']],
    ['jackfield completion ', ['bash', 'zsh']],
    ['jackfield members role x a', ['admin']],
    ['jackfield agents create ', []],
    ['jackfield nonsense ', []],
    ['jackfield tools -- --', []],
  ])('completes %j from the program itself', async (line, expected) => {
    expect((await bash(line, openTerminal())).toSorted()).toEqual(expected.toSorted())
  })

  it.each([
    'jackfield connectors import ',
    'jackfield audit export --out x',
    'jackfield connectors export --out=',
  ])('leaves file names to the shell: %j', async (line) => {
    expect(await bash(line, openTerminal())).toEqual(['FILES'])
  })

  it.each([
    ['jackfield tools S', ['Sales', 'Support\\ bot']],
    ['jackfield tools Support\\ b', ['Support\\ bot']],
    ['jackfield tools "Support b', ['Support bot']],
    ["jackfield tools 'Support b", ['Support bot']],
    ['jackfield tools "Zo', ["Zoë's \\$(echo) bot"]],
    ['jackfield tools Zo', ["Zoë\\'s\\ \\$\\(echo\\)\\ bot"]],
    ['jackfield audit list --agent Sal', ['Sales']],
    ['jackfield agents toggle Sales te', ['team-notes']],
    ['jackfield agents create x --template Bl', ['Blank']],
    ['jackfield call Support\\ bot team-notes__write', ['team-notes__write_note']],
    ['jackfield call "Support bot" team-notes__write', ['team-notes__write_note']],
    ['jackfield policies set team-notes delete_n', ['delete_note']],
    ['jackfield keys revoke c', ['ci']],
    ['jackfield agents keys Support\\ bot revoke ', ['laptop']],
    ['jackfield agents keys Support\\ bot create ', []],
    // bash has divided these at the @, and keeps what stands before it.
    ['jackfield members remove owner@', ['example.com']],
    ['jackfield invitations revoke a', ['ada@example.com']],
  ])('completes %j from the hub', async (line, expected) => {
    expect((await bash(line)).toSorted()).toEqual(expected.toSorted())
  })

  it('stays silent without a login, without a server, and on nonsense', async () => {
    expect(await bash('jackfield tools ', openTerminal())).toEqual([])
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
  writeFileSync(script, await openTerminal().ok('completion', 'zsh'))
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
  it.each([
    ['jackfield connectors disc', 'jackfield connectors disconnect '],
    ['jackfield connectors add --transport=ss', 'jackfield connectors add --transport=sse '],
    ['jackfield tools Sup', 'jackfield tools Support\\ bot '],
    ['jackfield tools "Sup', 'jackfield tools "Support bot" '],
    ['jackfield call Support\\ bot team-notes__wr', 'jackfield call Support\\ bot team-notes__write_note '],
  ])('%j becomes %j at Tab', async (line, expected) => {
    expect(await zsh(line)).toBe(expected)
  })
})
