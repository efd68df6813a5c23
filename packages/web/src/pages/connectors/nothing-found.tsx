import { Button } from '../../kit/button.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import type { Filter } from './connector-groups.ts'

export interface NothingFoundProps {
  filter: Filter
  /** Something else has answered already. */
  quiet: boolean
  onClear(): void
}

/** Why there is no card, and the way back to all. */
export function NothingFound({ filter, quiet, onClear }: NothingFoundProps) {
  if (quiet) return <h2 className="sr-only">No connector is called that</h2>
  return (
    <EmptyState
      title={titleOf(filter)}
      action={
        <Button size="small" onClick={onClear}>
          Show all connectors
        </Button>
      }
    >
      {filter.q !== undefined && 'Try another name, or request it below.'}
    </EmptyState>
  )
}

function titleOf({ q, show, category }: Filter): string {
  const kind =
    show === undefined ? 'No connector' : show === 'connected' ? 'Nothing connected' : 'Nothing available'
  const where = category === undefined ? '' : ` in ${category}`
  return q === undefined ? `${kind}${where}` : `${kind}${where} is called “${q}”`
}
