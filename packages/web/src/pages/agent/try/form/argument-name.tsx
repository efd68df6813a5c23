/** An argument as the agent sees it, and its title where that says more. */
export function ArgumentName({ path, title }: { path: (string | number)[]; title: string }) {
  const last = path.at(-1)
  const name = typeof last === 'string' ? last : title
  return (
    <>
      <code>{name}</code>
      {lettersOf(name) !== lettersOf(title) && <span className="font-normal text-ink-soft"> {title}</span>}
    </>
  )
}

/** `Thread id` says nothing that `threadId` does not. */
function lettersOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
}
