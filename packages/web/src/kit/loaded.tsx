import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ErrorNotice } from './error-notice.tsx'
import { SkeletonList } from './skeleton.tsx'

export interface LoadedProps<Data> {
  query: UseQueryResult<Data>
  /** What stands here until it is there. */
  skeleton?: ReactNode
  children(data: Data): ReactNode
}

/**
 * What a query gave, or how it stands: a skeleton, or the error with a way to try again. When an update fails, what
 * was there stays, below the error.
 */
export function Loaded<Data>({ query, skeleton, children }: LoadedProps<Data>) {
  const { data, error, refetch } = query
  return (
    <>
      {error && <ErrorNotice error={error} retry={() => void refetch()} />}
      {data !== undefined && children(data)}
      {data === undefined &&
        !error &&
        (skeleton ?? <SkeletonList count={3} className="space-y-3" item="h-16" />)}
    </>
  )
}
