import type { Pipeline, Stage } from './pipeline-book.ts'
import { searchVector } from './search.ts'
import type { SeededChance } from './seed-random.ts'
import * as words from './seed-words.ts'

const author = (name: string) => ({ type: 'system', id: 'system', name })

export interface SeedFrame {
  accountId: string
  chance: SeededChance
  now: Date
  pipelines: readonly [sales: Pipeline, partners: Pipeline]
  labelIds: ReadonlyMap<string, string>
}

/** The rows of one sample lead, by table, with a history that leads to the stage it is in. */
export function sampleClient(frame: SeedFrame, index: number, created: Date) {
  const { accountId, chance, now } = frame
  const id = chance.id('client', created)
  const pipeline = frame.pipelines[chance.happens(0.15) ? 1 : 0]
  const path = pathThrough(pipeline, chance)
  const times = path.map(() => chance.between(created, now)).toSorted((a, b) => a.getTime() - b.getTime())
  const stage = path.at(-1)
  if (!stage) throw new RangeError('a pipeline without stages')
  const base = { account_id: accountId, client_id: id }
  return {
    leads_clients: [
      {
        ...clientRow(frame, index),
        account_id: accountId,
        id,
        pipeline_id: pipeline.id,
        stage_id: stage.id,
        created_at: created,
        last_active_at: chance.between(created, now),
      },
    ],
    leads_stage_changes: path.map((to, step) => ({
      ...base,
      from_pipeline: step === 0 ? null : pipeline.name,
      from_status: path[step - 1]?.name ?? null,
      to_pipeline: pipeline.name,
      to_status: to.name,
      at: step === 0 ? created : times[step],
      actor: author(chance.pick(words.managers)),
    })),
    leads_notes: some(chance, 2, 0.6, () => {
      const at = chance.between(created, now)
      return {
        ...base,
        id: chance.id('note', at),
        content: chance.pick(words.noteTexts),
        author: author(chance.pick(words.managers)),
        created_at: at,
        version: 1,
      }
    }),
    leads_tasks: some(chance, 2, 0.35, () => ({ ...base, ...taskRow(frame, created) })),
    leads_attachments: some(chance, 1, 0.15, () => {
      const at = chance.between(created, now)
      const file = chance.pick(words.attachments)
      const attachmentId = chance.id('attachment', at)
      return {
        ...base,
        ...file,
        id: attachmentId,
        url: `https://files.example/${attachmentId}/${file.name}`,
        author: author(chance.pick(words.managers)),
        created_at: at,
        version: 1,
      }
    }),
  }
}

/** Open stages one after the other, as far as it came; a closed one at the end for some. */
function pathThrough({ stages }: Pipeline, chance: SeededChance): Stage[] {
  const open = stages.filter(({ kind }) => kind === 'open')
  const closed = stages.filter(({ kind }) => kind !== 'open')
  const reached = open.slice(0, 1 + Math.min(chance.below(open.length), chance.below(open.length + 1)))
  return chance.happens(0.3) && closed.length > 0 ? [...reached, chance.pick(closed)] : reached
}

function clientRow({ chance, labelIds }: SeedFrame, index: number) {
  const first = chance.pick(words.firstNames)
  const last = chance.pick(words.lastNames)
  const company_name = chance.happens(0.6) ? chance.pick(words.companies) : null
  const host = `${plain(company_name ?? 'mail')}.example`
  const contact = {
    full_name: `${first} ${last}`,
    email: chance.happens(0.8) ? `${plain(first)}.${plain(last)}${index}@${host}` : null,
    phone_number: chance.happens(0.75) ? phone(index) : null,
    company_name,
  }
  const carried = words.labels.filter(({ share }) => chance.happens(share))
  return {
    ...contact,
    search: searchVector(contact),
    type: chance.happens(0.2) ? 'customer' : 'lead',
    source_channel: chance.pick(words.sources),
    label_ids: carried.flatMap(({ name }) => labelIds.get(name) ?? []),
    manager_id: chance.happens(0.7) ? chance.pick(words.managers) : null,
    custom_lead_fields: chance.happens(0.5) ? { city: chance.pick(words.cities) } : {},
    client_context: chance.happens(0.3)
      ? { interest: { level: 1 + chance.below(5), topic: chance.pick(words.taskTitles) } }
      : {},
    opted_out: chance.happens(0.03),
    version: 1,
  }
}

function taskRow({ chance, now }: SeedFrame, created: Date) {
  const at = chance.between(created, now)
  const status = chance.happens(0.55) ? 'done' : chance.happens(0.1) ? 'cancelled' : 'open'
  return {
    id: chance.id('task', at),
    title: chance.pick(words.taskTitles),
    description: '',
    status,
    priority: chance.pick(['low', 'medium', 'medium', 'high']),
    due_date: status === 'open' ? chance.daysAfter(now, 1 + chance.below(30)) : chance.between(at, now),
    assignee: chance.pick(words.managers),
    author: author(chance.pick(words.managers)),
    created_at: at,
    version: 1,
  }
}

function some<Row>(chance: SeededChance, most: number, share: number, row: () => Row): Row[] {
  return Array.from({ length: most }, () => chance.happens(share)).flatMap((wanted) =>
    wanted ? [row()] : [],
  )
}

function phone(index: number): string {
  const area = words.areaCodes[Math.floor(index / 100) % words.areaCodes.length] ?? '202'
  return `+1${area}55501${String(index % 100).padStart(2, '0')}`
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^A-Za-z0-9]/g, '')
    .toLowerCase()
}
