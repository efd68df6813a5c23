import type { Me } from '@jackfield/sdk'

/**
 * Where one goes when the account is left or gone. The page is loaded anew, since all that it knows was of that
 * account; whoever has another one may have to log in again.
 */
export function goOn({ account, accounts }: Me): void {
  const others = accounts.some(({ id }) => id !== account.id)
  window.location.assign(others ? '/' : '/login')
}
