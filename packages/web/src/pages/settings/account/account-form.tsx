import type { Account } from '@jackfield/sdk'
import { useId, useState } from 'react'
import { hub } from '../../../hub/client.ts'
import { useAction } from '../../../hub/use-action.ts'
import { Button } from '../../../kit/button.tsx'
import { Card, Section } from '../../../kit/card.tsx'
import { Form } from '../../../kit/form.tsx'
import { Switch } from '../../../kit/switch.tsx'
import { TextField } from '../../../kit/text-field.tsx'
import { wholeDay } from '../../../kit/words.tsx'
import { FindField } from '../find-field.tsx'
import { DEFAULT_ON } from './default-on-words.ts'
import { timeIn, timeZoneOptions } from './time-zones.ts'

/** What admins change about the account. */
export function AccountForm({ account }: { account: Account }) {
  const [draft, setDraft] = useState(fieldsOf(account))
  const change = (patch: Partial<typeof draft>) => setDraft({ ...draft, ...patch })
  const save = useAction({
    run: () => hub.account.update({ ...draft, name: draft.name.trim() }),
    invalidates: ['account', 'me'],
    quiet: true,
    done: (saved) => {
      setDraft(fieldsOf(saved))
      return { title: 'Saved the account' }
    },
  })
  const dirty = JSON.stringify(draft) !== JSON.stringify(fieldsOf(account))
  const there = timeIn(draft.time_zone)
  return (
    <Section title="General">
      <Card>
        <Form onSubmit={() => save.mutateAsync()} className="">
          {({ busy }) => (
            <>
              <div className="space-y-6 p-5">
                <TextField
                  label="Name"
                  name="name"
                  required
                  maxLength={60}
                  className="max-w-md"
                  value={draft.name}
                  onValueChange={(name) => change({ name })}
                />
                <FindField
                  label="Time zone"
                  name="time_zone"
                  required
                  className="max-w-md"
                  hint={`Dates that come without a time are meant in it.${there === undefined ? '' : ` It is ${there} there now.`}`}
                  value={draft.time_zone}
                  onValueChange={(time_zone) => change({ time_zone })}
                  options={timeZoneOptions(account.time_zone)}
                />
                <DefaultOn checked={draft.default_on} onCheckedChange={(on) => change({ default_on: on })} />
              </div>
              <footer className="flex flex-wrap items-center justify-between gap-3 border-t border-hairline px-5 py-3">
                <p className="text-xs text-ink-soft">Created on {wholeDay(account.created_at)}</p>
                <div className="flex gap-2">
                  {dirty && (
                    <Button kind="quiet" onClick={() => setDraft(fieldsOf(account))}>
                      Discard
                    </Button>
                  )}
                  <Button kind="primary" type="submit" busy={busy} disabled={!dirty}>
                    Save account
                  </Button>
                </div>
              </footer>
            </>
          )}
        </Form>
      </Card>
    </Section>
  )
}

function fieldsOf({ name, time_zone, default_on }: Account) {
  return { name, time_zone, default_on }
}

function DefaultOn(props: { checked: boolean; onCheckedChange(checked: boolean): void }) {
  const id = useId()
  return (
    <div className="flex items-start gap-4">
      <div className="min-w-0 flex-1">
        <p id={id} className="font-medium">
          {DEFAULT_ON}
        </p>
        <p id={`${id}-about`} className="max-w-lg text-xs text-ink-soft">
          Whatever its template says, a new agent begins with all connectors turned on, and can use each as
          soon as it is connected. Agents that exist stay as they are.
        </p>
      </div>
      <Switch {...props} labelledBy={id} describedBy={`${id}-about`} />
    </div>
  )
}
