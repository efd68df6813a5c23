import type { ServerResponse } from 'node:http'
import { callTool } from '../../calls/call-tool.ts'
import type { ToolCall, ToolCallAnswer } from '../../calls/tool-call.ts'
import type { ForwardOptions } from '../../connectors/connector.ts'
import type { Context } from '../../context.ts'

type Listener = NonNullable<ForwardOptions['onProgress']>
type Progress = Parameters<Listener>[0]

/** How long an answer is waited for before the client gets to hear something. */
const SOON_MS = 1_000

/** A call that has begun before it is decided who writes its answer. It ends early when its client leaves. */
export class RunningCall {
  /** Rejects as `callTool` does. */
  readonly answer: Promise<ToolCallAnswer>
  readonly #early: Progress[] = []
  readonly #progressed = Promise.withResolvers<undefined>()
  #listener: Listener = (progress) => {
    this.#early.push(progress)
    this.#progressed.resolve(undefined)
  }

  /**
   * @param call all but what this sees to itself
   * @param wantsProgress whether the client asked to be told of progress
   */
  constructor(
    ctx: Context,
    call: Omit<ToolCall, 'signal' | 'onProgress'>,
    outgoing: ServerResponse,
    wantsProgress: boolean,
  ) {
    const left = new AbortController()
    const leave = () => {
      if (!outgoing.writableEnded) left.abort(new Error('The caller left.'))
    }
    // Who has left already is not told of again.
    if (outgoing.destroyed) leave()
    else outgoing.once('close', leave)
    this.answer = callTool({
      ctx,
      input: {
        ...call,
        signal: left.signal,
        ...(wantsProgress && { onProgress: (progress) => this.#listener(progress) }),
      },
    })
    // Whoever asks for the answer is told.
    this.answer.catch(() => {})
  }

  /** The answer, or undefined when there is something else to tell first: progress, or that it takes its time. */
  async soon(): Promise<ToolCallAnswer | undefined> {
    const late = Promise.withResolvers<undefined>()
    const timer = setTimeout(late.resolve, SOON_MS, undefined)
    try {
      return await Promise.race([this.answer, this.#progressed.promise, late.promise])
    } finally {
      clearTimeout(timer)
    }
  }

  /** Tells of progress, what has come already first. */
  follow(listener: Listener): void {
    this.#listener = listener
    for (const progress of this.#early.splice(0)) listener(progress)
  }
}
