import { RadioCards } from '../../../kit/radio-cards.tsx'
import type { Way } from './sign-in-step.ts'

export interface WayChoiceProps {
  name: string
  ways: readonly Way[]
  value: Way['kind'] | undefined
  onValueChange(kind: Way['kind']): void
}

/** Signing in or pasting a key, where an app has both. */
export function WayChoice({ name, ways, value, onValueChange }: WayChoiceProps) {
  const [preferred, other] = ways
  if (!preferred || !other) return null
  return (
    <RadioCards<Way['kind']>
      label="How to connect"
      value={value ?? preferred.kind}
      onValueChange={onValueChange}
      options={ways.map((way) =>
        way.kind === 'oauth2'
          ? {
              value: way.kind,
              label: `Sign in to ${name}`,
              note: 'On its own page. The access can be renewed, and is taken back when you disconnect.',
            }
          : { value: way.kind, label: way.label, note: `Made by you in ${name}, and entered here.` },
      )}
    />
  )
}
