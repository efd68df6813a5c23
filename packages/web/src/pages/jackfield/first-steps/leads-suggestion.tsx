import { hub } from '../../../hub/client.ts'
import { useAction } from '../../../hub/use-action.ts'
import { Button } from '../../../kit/button.tsx'

/** The quickest start: an area needs no sign-in (PLT-3). */
export function LeadsSuggestion() {
  const connecting = useAction({
    run: () => hub.connectors.connectArea({ area: 'leads' }),
    invalidates: ['connectors', 'agents'],
    done: ({ name }) => ({
      title: `${name} is connected`,
      description: 'Now turn it on for an agent.',
      jack: 'connected',
    }),
  })
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-hairline bg-sunken px-4 py-3 sm:px-6">
      <p className="text-ink-soft">
        Start with <span className="font-medium text-ink">Leads</span>, your own sales platform data: one
        click, no sign-in.
      </p>
      <Button size="small" busy={connecting.isPending} onClick={() => connecting.mutate()}>
        Connect Leads
      </Button>
    </div>
  )
}
