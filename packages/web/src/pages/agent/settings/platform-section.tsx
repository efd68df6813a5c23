import { useId } from 'react'
import { Card, Section } from '../../../kit/card.tsx'
import { Logo } from '../../../kit/logo.tsx'
import { Switch } from '../../../kit/switch.tsx'
import { flipped, platformChoice } from './draft.ts'
import { Origin } from './origin.tsx'
import type { SettingsSectionProps } from './texts-section.tsx'

/** The one big toggle: the whole Sales Platform at once (AGT-14, PLT-4 to PLT-11). */
export function PlatformSection({ agent, edit, readOnly }: SettingsSectionProps) {
  const id = useId()
  const choice = platformChoice(agent, edit.draft)
  const flip = () => edit.change({ platform_tools: flipped(choice, agent.platform_tools.state) })
  return (
    <Section title="What it can do">
      <Card className="flex items-start gap-4 p-4 sm:p-5">
        <Logo src={null} family="platform" />
        <div className="min-w-0 flex-1 space-y-1">
          <p id={id} className="font-medium">
            Sales Platform tools
          </p>
          <p id={`${id}-about`} className="text-ink-soft">
            The whole Sales Platform at once, with a search of its documentation over channels, integrations
            and knowledge bases. It works without any area connected.
          </p>
          {choice.on && (
            <p className="text-ink-soft">
              When this agent needs one part only, turn this off and turn on the narrowest area below that
              covers it: it chooses better among fewer tools.
            </p>
          )}
          <Origin
            choice={choice}
            readOnly={readOnly}
            name="Sales Platform tools"
            onFollow={() => edit.change({ platform_tools: 'inherit' })}
          />
        </div>
        <Switch
          checked={choice.on}
          onCheckedChange={flip}
          labelledBy={id}
          describedBy={`${id}-about`}
          readOnly={readOnly}
        />
      </Card>
    </Section>
  )
}
