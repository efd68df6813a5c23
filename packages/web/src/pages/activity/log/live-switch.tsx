import { ArrowUp } from 'lucide-react'
import { useId } from 'react'
import { Button } from '../../../kit/button.tsx'
import { Switch } from '../../../kit/switch.tsx'
import { number } from '../../../kit/words.tsx'
import type { Live } from './use-live.ts'

export interface LiveSwitchProps {
  on: boolean
  onChange(on: boolean): void
  live: Live
  /** How many came in since it was turned on. */
  added: number
  /** Why it cannot be turned on. */
  unable: string | undefined
}

/** Turns on that what is recorded comes in by itself, and says what came in and what holds it up. */
export function LiveSwitch({ on, onChange, live, added, unable }: LiveSwitchProps) {
  const id = useId()
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Switch
        checked={on && unable === undefined}
        onCheckedChange={onChange}
        labelledBy={id}
        describedBy={`${id}-state`}
        disabled={unable !== undefined}
      />
      <span id={id} className="font-medium">
        Live
      </span>
      <output id={`${id}-state`} className="text-xs text-ink-soft">
        {unable ?? stateWords(on, live, added)}
      </output>
      {live.paused && (
        <Button
          size="small"
          className="fixed bottom-4 left-1/2 z-20 -translate-x-1/2 shadow-lifted"
          icon={<ArrowUp className="size-3.5" aria-hidden />}
          onClick={() => window.scrollTo({ top: 0 })}
        >
          Live is paused here. Back to the newest
        </Button>
      )}
    </div>
  )
}

function stateWords(on: boolean, { paused, error }: Live, added: number): string {
  if (!on) return ''
  if (error) return 'The hub does not answer. Trying again.'
  if (paused) return 'Paused while you read further down'
  return added === 0 ? 'Nothing new yet' : `${number(added)} new`
}
