import { lazy, Suspense } from 'react'
import type { ComponentType, ReactNode } from 'react'

/**
 * A part of a page that is loaded when it is shown first, such as a dialog.
 * `lazily(async () => (await import('./new-agent-dialog.tsx')).NewAgentDialog)`
 * @param meanwhile stands in its place until then: nothing, or a skeleton
 */
export function lazily<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  meanwhile?: ReactNode,
): ComponentType<Props> {
  const Part = lazy<ComponentType<Props>>(async () => ({ default: await load() }))
  return (props: Props) => (
    <Suspense fallback={meanwhile}>
      <Part {...props} />
    </Suspense>
  )
}
