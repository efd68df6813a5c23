import { Account, AccountDeletion, AccountInput, AccountPatch } from '@jackfield/sdk/contract'
import { createAccount } from '../../accounts/create-account.ts'
import { deleteAccount } from '../../accounts/delete-account.ts'
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
    method: 'delete',
    path: '/account',
    tag,
    summary: 'Delete the account with everything in it',
    description:
      'Cannot be undone. Logins that belong to no other account are deleted too. Access granted by apps is not taken ' +
      'back at their providers: disconnect them before. Refused for the only account of the installation.',
    body: AccountDeletion,
    run: ({ ctx, body }) => deleteAccount({ ctx, input: body }),
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
