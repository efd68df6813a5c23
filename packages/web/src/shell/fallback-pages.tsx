import type { ErrorComponentProps } from '@tanstack/react-router'
import { useRouter } from '@tanstack/react-router'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorNotice } from '../kit/error-notice.tsx'
import { ButtonLink } from '../kit/button-link.tsx'
import { SkeletonList } from '../kit/skeleton.tsx'

/** A page whose code is on its way. */
export function PendingPage() {
  return (
    <div className="mx-auto w-full max-w-7xl px-4 pt-6 sm:px-8">
      <h1 className="sr-only">One moment</h1>
      <SkeletonList count={4} className="space-y-4" item="h-20" />
    </div>
  )
}

/** The same where even the shell is not there yet. */
export function PendingShell() {
  return (
    <main>
      <PendingPage />
    </main>
  )
}

/** A page that could not be shown: its code did not come, or it failed. */
export function FailedPage({ error }: ErrorComponentProps) {
  const router = useRouter()
  return (
    <div className="mx-auto w-full max-w-3xl px-4 pt-16 sm:px-8">
      <h1 className="mb-4 text-xl font-semibold">This page could not be shown</h1>
      <ErrorNotice error={error} retry={() => void router.invalidate()} />
    </div>
  )
}

/** The same where nothing stands around it. */
export function FailedDashboard(props: ErrorComponentProps) {
  return (
    <main>
      <FailedPage {...props} />
    </main>
  )
}

/** An address without a page. */
export function MissingPage() {
  return (
    <main className="mx-auto w-full max-w-3xl px-4 pt-16 sm:px-8">
      <EmptyState
        level={1}
        title="There is nothing here"
        action={<ButtonLink to="/">Go to the jackfield</ButtonLink>}
      >
        The address may be mistyped, or what it was of is gone.
      </EmptyState>
    </main>
  )
}
