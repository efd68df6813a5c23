import type * as t from '../contract-types.ts'
import { at, type CallOptions, type Send } from '../send.ts'

/** Your own login: who you are, and which account you work in. */
export function sessionEndpoints(send: Send) {
  return {
    /** Logs in. With `kind: 'token'` the answer holds a bearer token, else a cookie is set. */
    logIn: (input: t.LogInInput, options?: CallOptions) =>
      send<t.LogInAnswer>('POST', '/sessions', { ...options, body: input }),
    /** Who the credential belongs to. */
    get: (options?: CallOptions) => send<t.Me>('GET', '/session', options),
    /** Logs out: the token or cookie stops working at once. */
    logOut: (options?: CallOptions) => send<void>('DELETE', '/session', options),
    /** Moves this login to another account of yours. */
    switchAccount: (input: t.SwitchAccountInput, options?: CallOptions) =>
      send<t.Me>('PUT', '/session/account', { ...options, body: input }),
  }
}

/** The account that the credential belongs to. */
export function accountEndpoints(send: Send) {
  return {
    get: (options?: CallOptions) => send<t.Account>('GET', '/account', options),
    /** Changes its name, its policy preset, or how new agents start. */
    update: (patch: t.AccountPatch, options?: CallOptions) =>
      send<t.Account>('PATCH', '/account', { ...options, body: patch }),
    /** Deletes the account with everything in it, for good. Its owner repeats its name. */
    remove: (input: t.AccountDeletion, options?: CallOptions) =>
      send<void>('DELETE', '/account', { ...options, body: input }),
    /** Makes another account, which you own. */
    create: (input: t.AccountInput, options?: CallOptions) =>
      send<t.Account>('POST', '/accounts', { ...options, body: input }),
  }
}

/** The people of the account. */
export function memberEndpoints(send: Send) {
  return {
    list: (options?: CallOptions) => send<t.MemberList>('GET', '/members', options),
    /** Gives a person another role. */
    update: (userId: string, patch: t.MemberPatch, options?: CallOptions) =>
      send<t.Member>('PATCH', at`/members/${userId}`, { ...options, body: patch }),
    /** Takes a person out of the account; their sessions and keys here end. */
    remove: (userId: string, options?: CallOptions) => send<void>('DELETE', at`/members/${userId}`, options),
  }
}

/** Links that let a person join the account. */
export function invitationEndpoints(send: Send) {
  return {
    list: (options?: CallOptions) => send<t.InvitationList>('GET', '/invitations', options),
    /** The answer's `link` is shown once; hand it to the person. */
    create: (input: t.InvitationInput, options?: CallOptions) =>
      send<t.InvitationCreated>('POST', '/invitations', { ...options, body: input }),
    revoke: (id: string, options?: CallOptions) => send<void>('DELETE', at`/invitations/${id}`, options),
    /** Joins an account with the token of a link. Needs no login. */
    accept: (input: t.AcceptInvitationInput, options?: CallOptions) =>
      send<t.LogInAnswer>('POST', '/invitations/accept', { ...options, body: input }),
  }
}

/** API keys: for scripts and the CLI. An agent's own keys are under `agents.keys`. */
export function keyEndpoints(send: Send) {
  return {
    list: (options?: CallOptions) => send<t.ApiKeyList>('GET', '/keys', options),
    /** The answer's `secret` is shown once. */
    create: (input: t.ApiKeyInput, options?: CallOptions) =>
      send<t.ApiKeyCreated>('POST', '/keys', { ...options, body: input }),
    /** A new secret in its place, shown once; the old one ends at once. */
    rotate: (id: string, options?: CallOptions) =>
      send<t.ApiKeyCreated>('POST', at`/keys/${id}/rotate`, options),
    /** Ends a key within a second, everywhere. */
    revoke: (id: string, options?: CallOptions) => send<void>('DELETE', at`/keys/${id}`, options),
  }
}
