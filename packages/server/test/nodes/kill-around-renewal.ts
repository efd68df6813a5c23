import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import { until } from '../apps/until.ts'
import { isOk } from './app-cluster.ts'
import type { AppCluster, AppNode } from './app-cluster.ts'

const moments = ['any time', 'before the provider knows', 'before the answer', 'after the answer'] as const

/** When a node is killed. */
export interface KillPlan {
  moment: (typeof moments)[number]
  /** After the moment. */
  ms: number
  /** Whether the hub knows that the token has ended, or hears it from the app. */
  known: boolean
  /** Whether the lease of the dead node runs out in its own time; else at once, as if the time had passed. */
  waits: boolean
}

export function planKill(random: () => number, waits: boolean): KillPlan {
  const moment = waits ? 'before the provider knows' : moments[Math.floor(random() * moments.length)]
  return {
    moment: moment ?? 'any time',
    ms: random() * (moment === 'any time' ? 80 : 15),
    known: random() < 0.5,
    waits,
  }
}

/**
 * Lets the token end, calls on one node, kills it and goes on with the others: either the call works there, or the
 * connection asks for a person, says why, and has it in the audit log.
 */
export async function killAroundRenewal(
  cluster: AppCluster,
  { victim, other, third }: Record<'victim' | 'other' | 'third', AppNode>,
  plan: KillPlan,
): Promise<'renewed' | 'needs a person'> {
  const { one, rows } = cluster
  const eventsBefore = await countEvents(cluster)
  one.provider.expireAccessTokens()
  if (plan.known) await rows.set(one, { expires_at: new Date() })
  await killAt(cluster, victim, plan)
  const { refresh_lease } = await rows.read(one)
  if (refresh_lease !== null && !plan.waits) await rows.leaseToOther(one, 0)
  const answer = await cluster.call(other)
  const { id, status, status_reason } = await one.connector()
  expect(await rows.read(one)).toMatchObject({ refresh_lease: null })
  if (isOk(answer)) {
    expect({ status, events: await countEvents(cluster) }).toEqual({
      status: 'connected',
      events: eventsBefore,
    })
    expect(await cluster.call(third)).toSatisfy(isOk)
    return 'renewed'
  }
  expect({ status, answer }).toMatchObject({ status: 'needs_reconnect' })
  expect(status_reason).toContain('Calendly says: ')
  expect(await countEvents(cluster)).toBe(eventsBefore + 1)
  await one.signIn()
  expect(await one.connector()).toMatchObject({ id, status: 'connected', status_reason: null })
  for (const node of [other, third]) await until(async () => isOk(await cluster.call(node)))
  return 'needs a person'
}

async function killAt({ relay, call }: AppCluster, victim: AppNode, { moment, ms }: KillPlan): Promise<void> {
  const held =
    moment === 'any time'
      ? undefined
      : relay.holdNext(moment === 'before the provider knows' ? 'request' : 'answer')
  const calling = call(victim).catch(String)
  // A job may have renewed it: then nothing is held.
  await Promise.race([held, calling])
  if (moment === 'after the answer') relay.letGo()
  if (moment === 'any time' || moment === 'after the answer') await pause(ms)
  victim.child.kill('SIGKILL')
  await victim.exited
  await calling
  relay.letGo()
}

async function countEvents({ rows, one }: AppCluster): Promise<number> {
  return (await rows.events(one, 'connection.needs_reconnect')).length
}
