import { useEffect, useRef } from 'react'
import { ButtonLink } from '../../../kit/button-link.tsx'
import { Button } from '../../../kit/button.tsx'
import { LeadsSuggestion } from './leads-suggestion.tsx'
import { StepItem } from './step-item.tsx'
import type { FirstSteps as State } from './use-first-steps.ts'

/** The short way to the first working tool call. */
export function FirstSteps({ steps = [], agent, dismiss, moved }: State) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (moved) heading.current?.focus()
  }, [moved])
  const left = steps.filter(({ done }) => !done)
  const next = left[0]?.name
  const stateOf = (name: string) =>
    left.every((step) => step.name !== name) ? 'done' : name === next ? 'next' : 'later'
  const kindOf = (name: string) => (name === next ? 'primary' : 'secondary')
  const params = agent && { agent: agent.id }
  return (
    <section
      aria-labelledby="first-steps"
      className="overflow-hidden rounded-card border border-hairline bg-surface"
    >
      <div className="flex items-start justify-between gap-4 px-4 pt-4 sm:px-6">
        <div>
          <h2 ref={heading} tabIndex={-1} id="first-steps" className="outline-none text-base font-semibold">
            {next === undefined ? 'Your first tool call went through' : 'To your first tool call'}
          </h2>
          <output className="block text-ink-soft">
            {next === undefined
              ? 'Everything below shows what your agents do from now on.'
              : `${steps.length - left.length} of ${steps.length} steps done`}
          </output>
        </div>
        <Button kind="quiet" size="small" onClick={dismiss}>
          {next === undefined ? 'Close' : 'Dismiss'}
        </Button>
      </div>
      <ol className="grid gap-x-6 px-4 pt-5 pb-5 sm:px-6 lg:grid-cols-3">
        <StepItem
          title="Connect something"
          state={stateOf('connect')}
          action={
            <ButtonLink to="/agents/connectors" kind={kindOf('connect')} size="small">
              Choose a connector
            </ButtonLink>
          }
        >
          An app, a server of your own, or a part of your sales platform. It is connected for the whole
          account.
        </StepItem>
        <StepItem
          title="Turn it on for an agent"
          state={stateOf('turn-on')}
          action={
            params ? (
              <ButtonLink to="/agents/$agent/settings" params={params} kind={kindOf('turn-on')} size="small">
                <span className="max-w-56 truncate">Open {agent?.name}</span>
              </ButtonLink>
            ) : (
              <ButtonLink to="/agents" kind={kindOf('turn-on')} size="small">
                Create an agent
              </ButtonLink>
            )
          }
        >
          Each agent gets only the tools of what is turned on for it.
        </StepItem>
        <StepItem
          title="Copy the command into your AI tool"
          state={stateOf('copy')}
          last
          action={
            params && (
              <ButtonLink to="/agents/$agent/endpoint" params={params} kind={kindOf('copy')} size="small">
                Get the command
              </ButtonLink>
            )
          }
        >
          Then ask it for something. This jack fills by itself with the first call.
        </StepItem>
      </ol>
      {next === 'connect' && <LeadsSuggestion />}
    </section>
  )
}
