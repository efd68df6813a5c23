import type { Part } from './words/parts.ts'

/** A sentence about an event, the names in it set apart. They are the names that others gave: text and nothing else. */
export function Said({ parts }: { parts: Part[] }) {
  return parts.map((part, place) => {
    if (typeof part === 'string') return <span key={place}>{part}</span>
    if ('code' in part)
      return (
        <code key={place} className="text-ink">
          {part.code}
        </code>
      )
    return (
      <span key={place} className="font-medium text-ink">
        {part.name}
      </span>
    )
  })
}
