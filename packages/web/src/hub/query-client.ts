import { JackfieldError } from '@jackfield/sdk'
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { leaveForLogin } from './leave-for-login.ts'

/** The SDK repeats what is worth repeating, so nothing is repeated here. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: false, staleTime: 10_000, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
  queryCache: new QueryCache({ onError: noticeLogout }),
  mutationCache: new MutationCache({ onError: noticeLogout }),
})

/** A session that ended elsewhere leads to the login page, and back here afterwards. */
function noticeLogout(error: unknown): void {
  if (isLoggedOut(error)) leaveForLogin()
}

/** Whether a request was refused because nobody is logged in. */
export function isLoggedOut(error: unknown): boolean {
  return error instanceof JackfieldError && error.code === 'unauthenticated'
}
