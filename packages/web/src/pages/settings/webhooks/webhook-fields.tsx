import { Checkbox } from '../../../kit/checkbox.tsx'
import { RadioCards } from '../../../kit/radio-cards.tsx'
import { TextField } from '../../../kit/text-field.tsx'
import { events, eventWords } from './event-words.ts'
import type { WebhookDraft } from './webhook-draft.ts'

export interface WebhookFieldsProps {
  draft: WebhookDraft
  onChange(patch: Partial<WebhookDraft>): void
  /** The masked address of a webhook that is there already. */
  present?: string
}

/** Where a webhook goes, and what it is told of. */
export function WebhookFields({ draft, onChange, present }: WebhookFieldsProps) {
  const tick = (event: (typeof events)[number], on: boolean) =>
    onChange({ events: on ? [...draft.events, event] : draft.events.filter((other) => other !== event) })
  return (
    <>
      <TextField
        label={present === undefined ? 'URL' : 'Another URL'}
        name="url"
        type="url"
        mono
        maxLength={2048}
        autoComplete="off"
        spellCheck={false}
        placeholder="https://"
        {...(present === undefined
          ? { required: true, hint: 'Messages are posted to it, signed with a secret that you get next.' }
          : { optional: true, hint: `Leave it empty to keep ${present}` })}
        value={draft.url}
        onValueChange={(url) => onChange({ url })}
      />
      <TextField
        label="Description"
        name="description"
        optional
        maxLength={2000}
        placeholder="Pager of the night shift"
        value={draft.description}
        onValueChange={(description) => onChange({ description })}
      />
      <RadioCards
        label="It is told of"
        value={draft.every ? 'every' : 'some'}
        onValueChange={(value) => onChange({ every: value === 'every' })}
        options={[
          { value: 'every', label: 'Every event', note: 'Also those that later versions add.' },
          { value: 'some', label: 'Some events' },
        ]}
      />
      {!draft.every && (
        <fieldset className="space-y-2.5 pl-4">
          <legend className="mb-2 text-sm font-medium">Which events?</legend>
          {events.map((event) => (
            <Checkbox
              key={event}
              label={eventWords[event]}
              hint={<code>{event}</code>}
              checked={draft.events.includes(event)}
              onCheckedChange={(on) => tick(event, on)}
            />
          ))}
        </fieldset>
      )}
    </>
  )
}
