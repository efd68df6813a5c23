import type { ConnectorTest, ConnectorTestInput } from '@jackfield/sdk'
import { useEffect, useRef, useState } from 'react'
import { hub } from '../../hub/client.ts'

/** How far a test has come. `of` is what was tested, as text. */
type State =
  | { phase: 'idle' }
  | { phase: 'running' }
  | { phase: 'done'; of: string; result: ConnectorTest }
  | { phase: 'failed'; of: string; error: unknown }

/** Tries a server before it is saved; a new test, and leaving the page, end the one that runs. */
export function useTest() {
  const [state, setState] = useState<State>({ phase: 'idle' })
  const running = useRef<AbortController>(null)
  useEffect(() => () => running.current?.abort(), [])
  const cancel = () => {
    running.current?.abort()
    setState({ phase: 'idle' })
  }
  const run = async (input: ConnectorTestInput) => {
    running.current?.abort()
    const controller = new AbortController()
    running.current = controller
    const of = JSON.stringify(input)
    setState({ phase: 'running' })
    try {
      const result = await hub.connectors.testUrl(input, { signal: controller.signal, timeoutMs: 90_000 })
      setState({ phase: 'done', of, result })
    } catch (error) {
      if (!controller.signal.aborted) setState({ phase: 'failed', of, error })
    }
  }
  return { state, run, cancel }
}
