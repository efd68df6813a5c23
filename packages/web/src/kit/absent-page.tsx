import { JackfieldError } from '@jackfield/sdk'
import { ButtonLink } from './button-link.tsx'
import { EmptyState } from './empty-state.tsx'
import { ErrorNotice } from './error-notice.tsx'
import { Page } from './page.tsx'
import type { Crumb } from './page.tsx'

export interface AbsentPageProps {
  /** What is not there: a noun, and how one of them goes away. */
  of: { noun: 'agent'; gone: 'deleted' } | { noun: 'connector'; gone: 'removed' }
  error: Error
  retry(): void
  /** The page with all of them. */
  list: Crumb
  /** As the page would be. */
  title: string
  narrow?: boolean
}

/** In place of a page about one thing: there is no such thing, or it could not be read. */
export function AbsentPage({ of: { noun, gone }, error, retry, list, title, narrow }: AbsentPageProps) {
  const missing = error instanceof JackfieldError && error.code === 'not_found'
  return (
    <Page title={missing ? `No such ${noun}` : title} crumbs={[list]} narrow={narrow ?? false}>
      {missing ? (
        <EmptyState
          title={`This ${noun} is not in this account`}
          action={<ButtonLink to={list.to}>See all {noun}s</ButtonLink>}
        >
          It may have been {gone}, or it belongs to another account of yours: switch accounts at the top left.
        </EmptyState>
      ) : (
        <ErrorNotice error={error} retry={retry} />
      )}
    </Page>
  )
}
