import { Account, AccountInput, AccountPatch } from '@jackfield/sdk/contract'
import { createAccount } from '../../accounts/create-account.ts'
import { getAccount } from '../../accounts/get-account.ts'
import { updateAccount } from '../../accounts/update-account.ts'
import { endpoint } from './endpoint.ts'
import type { Rest } from './endpoint.ts'

const tag = 'People'

/** The account of the credential, and further ones. */
export function accountRoutes(rest: Rest): void {
  endpoint(rest, {
    method: 'get',
    path: '/account',
    tag,
    summary: 'Read the account',
    answer: Account,
    run: ({ ctx }) => getAccount({ ctx }),
  })
  endpoint(rest, {
    method: 'patch',
    path: '/account',
    tag,
    summary: 'Change the account',
    body: AccountPatch,
    answer: Account,
    run: ({ ctx, body }) => updateAccount({ ctx, input: body }),
  })
  endpoint(rest, {
    method: 'post',
    path: '/accounts',
    tag,
    summary: 'Create a further account',
    description: 'Owned by whoever asks. The login stays in its present account until it switches.',
    body: AccountInput,
    answer: Account,
    status: 201,
    run: ({ ctx, body }) => createAccount({ ctx, input: body }),
  })
}
