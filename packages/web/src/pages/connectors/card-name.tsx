import { Link } from '@tanstack/react-router'
import type { ConnectorCardProps } from './card-props.ts'

/** A link that is as large as the card, where a click on the card opens the connector's page. */
export const wholeCard = 'after:absolute after:inset-0 after:rounded-card after:content-[""]'

/** The name; a link as large as the card, unless a click on the card connects. */
export function CardName({ connector, manages }: ConnectorCardProps) {
  const { name, slug, status } = connector
  const title = (
    <span className="line-clamp-2" title={name}>
      {name}
    </span>
  )
  if (manages && status !== 'connected') return title
  return (
    <Link
      to="/agents/connectors/$connector"
      params={{ connector: slug }}
      data-card-target
      className={`rounded-control focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-offset-2 focus-visible:after:outline-accent ${wholeCard}`}
    >
      {title}
    </Link>
  )
}
