import type { AgentKey, ApiKey } from '@jackfield/sdk'
import { useQuery } from '@tanstack/react-query'
import type { UseQueryResult } from '@tanstack/react-query'
import { hub } from '../../../hub/client.ts'
import { useAction } from '../../../hub/use-action.ts'
import { useMay } from '../../../hub/use-me.ts'
import { opens, scopesFor } from '../target.ts'
import type { Target } from '../target.ts'

/** A key that opens the target: an agent's, or one of the account. */
export type TargetKey = AgentKey & Partial<Pick<ApiKey, 'scopes' | 'read_only' | 'in_url'>>

type WithSecret = TargetKey & { secret: string }

/** A key whose secret is in sight this once. */
export interface MadeKey {
  id: string
  name: string
  secret: string
  /** It stands in the address instead of a header (ADR-8). */
  inUrl: boolean
}

/** What somebody says of a new key. */
export interface KeyDraft {
  name: string
  /** ISO 8601. */
  expires_at?: string
  readOnly: boolean
  inUrl: boolean
}

export interface TargetKeys {
  /** Whether this person may see, make and end them. */
  may: boolean
  query: UseQueryResult<TargetKey[]>
  create(draft: KeyDraft): Promise<MadeKey>
  rotate(key: TargetKey): Promise<MadeKey>
  revoke(key: TargetKey): Promise<unknown>
}

/** The keys that open a target, and what can be done with them. What fails rejects, and says nothing itself. */
export function useTargetKeys(target: Target): TargetKeys {
  const agent = target.kind === 'agent' ? target.agent.id : undefined
  const ofAgent = useMay('agent_keys.manage')
  const ofAccount = useMay('api_keys.manage')
  const may = agent === undefined ? ofAccount : ofAgent
  const query = useQuery({
    queryKey: ['keys', 'opening', agent ?? scopesFor(target)[0]],
    queryFn: async ({ signal }): Promise<TargetKey[]> => {
      if (agent !== undefined) return (await hub.agents.keys.list(agent, { signal })).items
      return (await hub.keys.list({ signal })).items.filter((key) => opens(key, target))
    },
    enabled: may,
  })
  const settled = { invalidates: ['keys'], quiet: true } as const
  const create = useAction({ ...settled, run: (draft: KeyDraft) => make(target, draft) })
  const rotate = useAction({
    ...settled,
    run: async (key: TargetKey): Promise<WithSecret> =>
      agent === undefined ? hub.keys.rotate(key.id) : hub.agents.keys.rotate(agent, key.id),
  })
  const revoke = useAction({
    ...settled,
    run: (key: TargetKey) =>
      agent === undefined ? hub.keys.revoke(key.id) : hub.agents.keys.revoke(agent, key.id),
    done: (_, { name }) => ({ title: `Revoked ${name}`, description: 'It opens nothing any more.' }),
  })
  return {
    may,
    query,
    create: async (draft) => madeOf(await create.mutateAsync(draft)),
    rotate: async (key) => madeOf(await rotate.mutateAsync(key)),
    revoke: revoke.mutateAsync,
  }
}

/** No more than is needed: the role that may call tools, and this target alone. */
async function make(target: Target, draft: KeyDraft): Promise<WithSecret> {
  const { name, expires_at, readOnly, inUrl } = draft
  const input = { name, ...(expires_at !== undefined && { expires_at }) }
  if (target.kind === 'agent') return hub.agents.keys.create(target.agent.id, input)
  return hub.keys.create({
    ...input,
    role: 'member',
    scopes: scopesFor(target),
    read_only: readOnly,
    in_url: inUrl,
  })
}

function madeOf({ id, name, secret, in_url }: WithSecret): MadeKey {
  return { id, name, secret, inUrl: in_url === true }
}
