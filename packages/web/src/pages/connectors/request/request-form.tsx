import { useState } from 'react'
import { hub } from '../../../hub/client.ts'
import { useAction } from '../../../hub/use-action.ts'
import { Form } from '../../../kit/form.tsx'
import { TextArea, TextField } from '../../../kit/text-field.tsx'
import { count } from '../../../kit/words.tsx'

export interface RequestFormProps {
  id: string
  app: string
  onBusyChange(busy: boolean): void
  onDone(): void
}

/** As the API has it. */
const LONGEST_NAME = 60

/** The app's name and what it is for. */
export function RequestForm({ id, app: sought, onBusyChange, onDone }: RequestFormProps) {
  const [app, setApp] = useState(sought.slice(0, LONGEST_NAME))
  const [note, setNote] = useState('')
  const action = useAction({
    run: () => hub.connectorRequests.create({ app, note }),
    invalidates: ['connector-requests'],
    done: ({ app: name, votes }) =>
      votes > 1
        ? {
            title: `Your vote for ${name} counts`,
            description: `${count(votes, 'person', 'people')} want it.`,
          }
        : { title: `${name} is requested`, description: 'Others can vote for it now.' },
    quiet: true,
  })
  const request = async () => {
    await action.mutateAsync()
    onDone()
  }
  return (
    <Form id={id} onSubmit={request} onBusyChange={onBusyChange}>
      <TextField
        label="App"
        name="app"
        required
        maxLength={LONGEST_NAME}
        autoComplete="off"
        value={app}
        onValueChange={setApp}
      />
      <TextArea
        label="What is it needed for?"
        name="note"
        optional
        maxLength={2000}
        value={note}
        onValueChange={setNote}
      />
    </Form>
  )
}
