import type { ReactNode } from 'react'
import type { Choice } from './draft.ts'

export interface OriginProps {
  choice: Choice
  /** Of what is turned on. */
  name: string
  readOnly: boolean
  onFollow(): void
  /** Stands before it in the same line. */
  children?: ReactNode
}

/** Where the position of a switch comes from: the template, or this agent; with the way back to the template. */
export function Origin({ choice, name, readOnly, onFollow, children }: OriginProps) {
  const { state, default_on, changed } = choice
  const word = default_on ? 'On' : 'Off'
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-xs text-ink-soft">
      {children}
      {state === 'inherit' ? (
        default_on && <span>On by default, from the template</span>
      ) : (
        <>
          <span>{`Set for this agent; ${word.toLowerCase()} in the template`}</span>
          {!readOnly && (
            <button
              type="button"
              onClick={onFollow}
              className="inline-flex min-h-6 items-center font-medium text-accent underline decoration-accent/40 underline-offset-3 hover:decoration-accent"
            >
              Follow the template<span className="sr-only"> for {name}</span>
            </button>
          )}
        </>
      )}
      {changed && <span className="font-medium text-accent">Not saved yet</span>}
    </p>
  )
}
