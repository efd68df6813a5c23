import { Permission as permissions } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import type { Actor, Context } from './context.ts'
import { Refusal } from './errors.ts'
import type { Role } from './storage/tables.ts'

export type Permission = z.output<typeof permissions>

/** From the least to the most that a role may do; each holds everything before it. */
const ladder: Role[] = ['viewer', 'member', 'builder', 'admin', 'owner']

/** What an actor wants to do, and the least role that may (ROL-8). */
const leastRole = {
  read: 'viewer',
  'tools.call': 'member',
  'agents.edit': 'builder',
  'connectors.manage': 'admin',
  'agent_keys.manage': 'admin',
  'api_keys.manage': 'admin',
  'policies.manage': 'admin',
  'members.manage': 'admin',
  'account.manage': 'admin',
  'audit.read': 'admin',
  'webhooks.read': 'admin',
  'webhooks.manage': 'admin',
  'connectors.request': 'member',
  'owners.manage': 'owner',
} as const satisfies Record<Permission, Role>

/** Permissions that change nothing, so that a read-only key holds them. Tools are judged one by one at the gate. */
const readOnlyPermissions = new Set<Permission>(['read', 'audit.read', 'webhooks.read', 'tools.call'])

/** Whether `role` may do at least what `other` may. */
export function roleCovers(role: Role, other: Role): boolean {
  return ladder.indexOf(role) >= ladder.indexOf(other)
}

/**
 * Lets the actor pass or refuses. Every verb that a person or key can reach calls it first.
 * @throws Refusal `forbidden`, naming the role that would do.
 */
export function authorise(ctx: Pick<Context, 'actor'>, permission: Permission): void {
  const { actor } = ctx
  if (actor.type === 'system') return
  if (actor.type === 'agent_key')
    throw new Refusal('forbidden', "An agent key opens the agent's MCP endpoint only.")
  if (!roleCovers(actor.role, leastRole[permission])) throw missingRole(actor.role, leastRole[permission])
  if (!isLeftByKey(actor, permission))
    throw new Refusal('forbidden', 'This API key is read-only.', { hint: 'Use a key that may write.' })
}

/** Everything that `authorise` lets this actor pass with, in the contract's order; nothing for an agent key. */
export function permissionsOf(actor: Actor): Permission[] {
  if (actor.type === 'agent_key') return []
  if (actor.type === 'system') return [...permissions.options]
  return permissions.options.filter(
    (permission) => roleCovers(actor.role, leastRole[permission]) && isLeftByKey(actor, permission),
  )
}

function isLeftByKey(actor: Actor, permission: Permission): boolean {
  return actor.type !== 'api_key' || !actor.readOnly || readOnlyPermissions.has(permission)
}

/** The role an actor acts with; agent keys and the system have none. */
export function roleOf(actor: Actor): Role | undefined {
  return actor.type === 'member' || actor.type === 'api_key' ? actor.role : undefined
}

function missingRole(has: Role, needs: Role): Refusal {
  return new Refusal('forbidden', `This needs the role ${needs}; yours is ${has}.`, {
    hint: `Ask an owner or admin of the account for the role ${needs}.`,
  })
}
