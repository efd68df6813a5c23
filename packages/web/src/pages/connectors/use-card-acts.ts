import type { Connector } from '@jackfield/sdk'
import { useCallback, useEffect, useState } from 'react'
import { cardId } from './connector-card.tsx'
import type { CardAct } from './card-props.ts'
import { useConnectArea } from './use-connect-area.ts'

/** How long a card that moved is told from the others, in milliseconds. */
const MARKED_MS = 3000
/** When a dialog is gone that was open before, in milliseconds. */
const FOLLOW_MS = 300

interface Asked {
  act: CardAct
  slug: string
  open: boolean
}

/** What the cards' buttons do: which dialog is open for which connector, and which card has just moved. */
export function useCardActs(connectors: readonly Connector[]) {
  const [asked, setAsked] = useState<Asked>()
  const [moved, setMoved] = useMoved()
  const area = useConnectArea()
  const connect = (connector: Connector) => {
    const { family, slug } = connector
    if (family !== 'platform') return setAsked({ act: 'connect', slug, open: true })
    if (!area.isPending) area.mutate(connector, { onSuccess: () => setMoved(slug) })
  }
  const act = (what: CardAct, connector: Connector) =>
    what === 'connect' ? connect(connector) : setAsked({ act: what, slug: connector.slug, open: true })
  return {
    act,
    connect,
    moved,
    setMoved,
    /** The slug of an area that is being connected. */
    busy: area.isPending ? area.variables.slug : undefined,
    asked: asked?.act,
    open: asked?.open ?? false,
    connector: connectors.find(({ slug }) => slug === asked?.slug),
    onOpenChange: (open: boolean) => setAsked((before) => before && { ...before, open }),
  }
}

/**
 * The card that changed places, for a moment. What had the focus may have gone with its old place: then the focus
 * follows the card, so that the keyboard goes on from there. The page does not, unless somebody came from elsewhere:
 * whoever connects one area after the other stays where they are.
 */
function useMoved() {
  const [moved, setMoved] = useState<{ slug: string; show: boolean }>()
  useEffect(() => {
    if (moved === undefined) return
    const follow = setTimeout(() => focusCard(moved), FOLLOW_MS)
    const unmark = setTimeout(() => setMoved(undefined), MARKED_MS)
    return () => {
      clearTimeout(follow)
      clearTimeout(unmark)
    }
  }, [moved])
  const move = useCallback((slug: string, show = false) => setMoved({ slug, show }), [])
  return [moved?.slug, move] as const
}

function focusCard({ slug, show }: { slug: string; show: boolean }): void {
  const card = document.getElementById(cardId(slug))
  if (show) card?.scrollIntoView({ block: 'center' })
  if (document.activeElement && document.activeElement !== document.body) return
  card?.querySelector<HTMLElement>('[data-card-target]')?.focus({ preventScroll: true })
}
