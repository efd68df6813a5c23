import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Closers } from '../packages/server/src/closers.ts'
import type { ChildMessage } from './parent-link.ts'

/** A program of this folder as a process of its own. */
export interface ChildProgram<Ready> {
  pid: number
  /** What it said when it was ready. */
  ready: Ready
  /** Asks it for something; one question at a time. @throws Error with its own message when it fails. */
  ask<Answer>(question: object): Promise<Answer>
}

/**
 * Starts a program of this folder and waits until it is ready. It ends with the closers.
 * @param settings more of the environment
 */
export async function startProgram<Ready>(
  closers: Closers,
  file: string,
  args: string[] = [],
  settings: Record<string, string> = {},
): Promise<ChildProgram<Ready>> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), args, {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  closers.add(() => stop(child))
  const { ready } = (await nextMessage(child, file)) as { ready: Ready }
  return {
    pid: child.pid ?? 0,
    ready,
    ask: async <Answer>(question: object) => {
      child.send(question)
      const message = await nextMessage(child, file)
      if ('failure' in message) throw new Error(`${file}: ${message.failure}`)
      return (message as { answer: Answer }).answer
    },
  }
}

async function nextMessage(child: ChildProcess, file: string): Promise<ChildMessage> {
  const watch = new AbortController()
  const ended = once(child, 'exit', { signal: watch.signal }).then(([code]) => {
    throw new Error(`${file} ended with ${String(code)}.`)
  })
  try {
    const message = once(child, 'message', { signal: watch.signal }) as Promise<[ChildMessage]>
    return (await Promise.race([message, ended]))[0]
  } finally {
    ended.catch(() => undefined)
    watch.abort()
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill()
  await exited
}
