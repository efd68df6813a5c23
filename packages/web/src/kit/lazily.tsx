import { lazy, Suspense } from 'react'
import type { ComponentType } from 'react'

/**
 * A part of a page that is loaded when it is shown first, such as a dialog; until then nothing stands there.
 * `lazily(async () => (await import('./new-agent-dialog.tsx')).NewAgentDialog)`
 */
export function lazily<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  const Part = lazy<ComponentType<Props>>(async () => ({ default: await load() }))
  return (props: Props) => (
    <Suspense>
      <Part {...props} />
    </Suspense>
  )
}
