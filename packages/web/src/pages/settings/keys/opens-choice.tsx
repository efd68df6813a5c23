import { Checkbox } from '../../../kit/checkbox.tsx'
import { RadioCards } from '../../../kit/radio-cards.tsx'
import type { KeyFieldsProps } from './key-fields-props.ts'
import { useAreas } from './use-areas.ts'

/** The API takes so many scopes at most. */
const MOST = 20

/** What a key opens; for areas of the Sales Platform, which. */
export function OpensChoice({ draft, onChange }: KeyFieldsProps) {
  const areas = useAreas()
  const tick = (domain: string, on: boolean) =>
    onChange({
      domains: on ? [...draft.domains, domain] : draft.domains.filter((other) => other !== domain),
    })
  return (
    <div className="space-y-3">
      <RadioCards
        label="It opens"
        value={draft.opens}
        onValueChange={(opens) => onChange({ opens })}
        options={[
          { value: 'everything', label: 'Everything its role may' },
          { value: 'api', label: 'The REST API alone', note: 'For scripts and the command line.' },
          {
            value: 'sales',
            label: 'The Sales Platform alone',
            note: 'Its MCP address with all areas, also those to come.',
          },
          ...(areas.length > 0
            ? [{ value: 'areas' as const, label: 'Some areas of the Sales Platform' }]
            : []),
        ]}
      />
      {draft.opens === 'areas' && (
        <fieldset className="space-y-2 pl-4">
          <legend className="mb-2 text-sm font-medium">Which areas?</legend>
          {areas.map(({ domain, name }) => (
            <Checkbox
              key={domain}
              label={name}
              checked={draft.domains.includes(domain)}
              disabled={draft.domains.length >= MOST && !draft.domains.includes(domain)}
              onCheckedChange={(on) => tick(domain, on)}
            />
          ))}
        </fieldset>
      )}
    </div>
  )
}
