import { wordDiff } from './word-diff.ts'

/** A text with what was taken out and what was put in: by sign and line as well as by colour. */
export function TextDiff({ before, after }: { before: string; after: string }) {
  return (
    <p className="max-h-96 max-w-3xl overflow-y-auto whitespace-pre-wrap wrap-anywhere" tabIndex={0}>
      {wordDiff(before, after).map(({ kind, text, at }) => {
        if (kind === 'same') return <span key={at}>{text}</span>
        if (kind === 'removed')
          return (
            <del key={at} className="rounded-[3px] bg-bad-tint px-0.5 text-bad">
              <span className="sr-only">removed: </span>−{text}
            </del>
          )
        return (
          <ins key={at} className="rounded-[3px] bg-good-tint px-0.5 text-good">
            <span className="sr-only">added: </span>+{text}
          </ins>
        )
      })}
    </p>
  )
}
