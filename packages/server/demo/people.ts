import { createClient } from '@jackfield/sdk'
import type { Client, Role } from '@jackfield/sdk'

/** Everybody in the demo logs in with it. */
export const demoPassword = 'jackfield demo'

/** Who works in the demo's accounts; the owner first. */
export const people = {
  owner: { name: 'Mara Lindqvist', email: 'demo@example.com', role: 'owner' },
  admin: { name: 'Tomás Okafor', email: 'tomas@example.com', role: 'admin' },
  builder: { name: 'Priya Raman', email: 'priya@example.com', role: 'builder' },
  secondBuilder: { name: 'Jonas Weber', email: 'jonas@example.com', role: 'builder' },
  member: { name: 'Elif Kaya', email: 'elif@example.com', role: 'member' },
  viewer: { name: 'Sam Carter', email: 'sam@example.com', role: 'viewer' },
} as const satisfies Record<string, { name: string; email: string; role: Role }>

type PersonKey = keyof typeof people

/** Somebody who is logged in. */
export interface Colleague {
  id: string
  name: string
  client: Client
}

/** Everybody, logged in. */
export type Cast = Record<PersonKey, Colleague>

/** Makes the first account with the token of the set-up link, and gives its owner. */
export async function setUpOwner(url: string, token: string, accountName: string): Promise<Colleague> {
  const { name, email } = people.owner
  await createClient({ url }).setUp({
    token,
    name,
    email,
    password: demoPassword,
    account_name: accountName,
    policy_preset: 'open',
  })
  return logIn(url, people.owner)
}

/** Invites everybody else, and lets them come in by their links. */
export async function invitePeople(url: string, owner: Colleague): Promise<Cast> {
  const others = []
  for (const key of Object.keys(people) as PersonKey[])
    if (key !== 'owner') others.push([key, await join(url, owner.client, people[key])] as const)
  return { owner, ...(Object.fromEntries(others) as Omit<Cast, 'owner'>) }
}

type Invited = (typeof people)[PersonKey]

async function join(url: string, owner: Client, person: Invited): Promise<Colleague> {
  const { name, email, role } = person
  const { link } = await owner.invitations.create({ email, role })
  const token = new URL(link).searchParams.get('token') ?? ''
  await createClient({ url }).invitations.accept({ token, name, password: demoPassword })
  return logIn(url, person)
}

/**
 * Logs somebody in with a token.
 * @param accountId where they work; in the first account that they joined if absent
 */
export async function logIn(
  url: string,
  { name, email }: Pick<Invited, 'name' | 'email'>,
  accountId?: string,
): Promise<Colleague> {
  const { token, me } = await createClient({ url }).session.logIn({
    email,
    password: demoPassword,
    kind: 'token',
    ...(accountId !== undefined && { account_id: accountId }),
  })
  if (token === undefined || !me.user) throw new Error('The hub has answered a login without a token.')
  return { id: me.user.id, name, client: createClient({ url, token }) }
}
