import type { CallAnswer } from '@jackfield/sdk'
import { contentParts } from './content-parts.ts'
import type { ContentPart } from './content-parts.ts'
import { LongBlock } from './long-block.tsx'

/** What a tool answered, part by part. */
export function ResultContent({ result }: { result: CallAnswer['result'] }) {
  const parts = contentParts(result)
  if (parts.length === 0) return <p className="text-ink-soft">The tool answered with nothing.</p>
  return (
    <div className="space-y-3">
      {parts.map((part, index) => (
        // A result never changes, so that the place of a part names it.
        <Part key={index} part={part} title={parts.length > 1 ? `Part ${index + 1}` : 'Answer'} />
      ))}
    </div>
  )
}

function Part({ part, title }: { part: ContentPart; title: string }) {
  if (part.kind === 'text' || part.kind === 'json') return <LongBlock title={title} text={part.text} />
  if (part.kind === 'image')
    return (
      <figure className="space-y-1.5">
        <img
          src={part.src}
          alt={part.about}
          className="max-h-96 max-w-full rounded-card border border-hairline bg-sunken object-contain"
        />
        <figcaption className="text-xs text-ink-soft">{part.about}</figcaption>
      </figure>
    )
  if (part.kind === 'link')
    return (
      <div className="rounded-card border border-hairline px-4 py-3 wrap-anywhere">
        <p className="font-medium">{part.name}</p>
        {part.description !== '' && <p className="line-clamp-3 text-ink-soft">{part.description}</p>}
        <p className="text-xs text-ink-soft">
          <code>{part.uri}</code>
        </p>
      </div>
    )
  return <p className="text-ink-soft wrap-anywhere">{part.about}</p>
}
