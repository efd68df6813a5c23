import type { Me } from '@jackfield/sdk'

/**
 * Goes on when this account is left or gone: to another one, or to log in. The page is loaded anew, since all that it
 * knows was of that account; whoever has another one may have to log in again.
 */
export function goToOtherAccount({ account, accounts }: Me): void {
  const others = accounts.some(({ id }) => id !== account.id)
  window.location.assign(others ? '/' : '/login')
}
