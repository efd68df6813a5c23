import { z } from 'zod'
import { id, invalid, notFound, paged, tool } from '../area.ts'
import type { AreaContext } from '../area.ts'
import { countUpTo } from '../count-up-to.ts'
import { dateInput, endOf, periodInput, periodOf } from '../dates.ts'
import { Actor, expectedVersion, Moment, text } from '../fields.ts'
import { refuseStale } from '../stale-version.ts'
import { newBelonging, removeBelonging } from './belongings.ts'
import { requireClient } from './client-answer.ts'
import type { TaskStatus } from './tables.ts'

const status = z.enum(['open', 'done', 'cancelled']).describe('Where the task stands.')
const priority = z.enum(['low', 'medium', 'high']).describe('How much it matters.')

const Task = z.object({
  id: z.string(),
  client_id: z.string(),
  title: z.string(),
  description: z.string(),
  status,
  priority,
  due_date: Moment.nullable(),
  assignee: z.string().nullable(),
  author: Actor,
  created_at: Moment,
  version: z.int(),
})

const title = text('What is to be done, in a few words.', 200)
const description = z.string().trim().max(5000).describe('More about it.')
const assignee = text('Who does it.', 100).nullable().optional()
const dueDate = dateInput(
  'When it is due; a day means the end of it. Not in the past, unless the task is done.',
)

export const listTasks = tool('client_list_tasks', {
  risk: 'customer_data_read',
  about: 'List tasks, the earliest due first: of one lead, or of all leads when client_id is left out.',
  input: {
    client_id: id('client').optional(),
    status: status.optional().describe('Only tasks with this status.'),
    ...periodInput('Only tasks due'),
  },
  output: paged(Task),
  run: async ({ ctx, input }) => {
    if (input.client_id !== undefined) await requireClient(ctx, input.client_id)
    const found = matching(ctx, input)
    const rows = await found
      .select(taskColumns)
      .orderBy('due_date')
      .orderBy('id')
      .limit(input.limit + 1)
      .offset(input.offset)
      .execute()
    return { items: rows.map(answer), total: () => countUpTo(ctx.db, 1000, found.select('id')) }
  },
})

export const createTask = tool('client_create_task', {
  risk: 'customer_data_write',
  about: 'Add a task to a lead: something to do, by when, by whom.',
  input: {
    client_id: id('client'),
    title,
    description: description.default(''),
    status: status.default('open'),
    priority: priority.default('medium'),
    due_date: dueDate.nullable().optional(),
    assignee,
  },
  output: Task,
  run: async ({ ctx, input: { client_id, due_date, assignee: who, ...fields } }) => {
    const due = due_date ? endOf('due_date', due_date, ctx.timeZone) : null
    refusePastDue(ctx, due, fields.status)
    const row = await newBelonging(ctx, 'task', client_id)
    await ctx.db
      .insertInto('leads_tasks')
      .values({ ...row, ...fields, due_date: due, assignee: who ?? null })
      .execute()
    return readTask(ctx, row.id)
  },
})

export const updateTask = tool('client_update_task', {
  risk: 'customer_data_write',
  about: 'Change a task, or finish it with status done. Only the given fields change; null clears one.',
  input: {
    task_id: id('task'),
    title: title.optional(),
    description: description.optional(),
    status: status.optional(),
    priority: priority.optional(),
    due_date: dueDate.nullable().optional(),
    assignee,
    expected_version: expectedVersion,
  },
  output: Task,
  run: async ({ ctx, input: { task_id, expected_version, due_date, ...fields } }) => {
    const present = await readTask(ctx, task_id)
    refuseStale(expected_version, present)
    const due = dueAfter(ctx, due_date, present.due_date)
    // An overdue task may be edited; what must not be is a new past date, or one that becomes open again.
    if (due_date !== undefined || fields.status !== undefined)
      refusePastDue(ctx, due, fields.status ?? present.status)
    await ctx.db
      .updateTable('leads_tasks')
      .set({ ...fields, due_date: due, version: present.version + 1 })
      .where('account_id', '=', ctx.accountId)
      .where('id', '=', present.id)
      .execute()
    return readTask(ctx, present.id)
  },
})

export const deleteTask = tool('client_delete_task', {
  risk: 'destructive',
  about: 'Delete a task of a lead for good. To finish one use client_update_task with status done.',
  input: { task_id: id('task') },
  output: { deleted_task_id: z.string() },
  preview: async ({ ctx, input }) => ({ task: await readTask(ctx, input.task_id) }),
  run: async ({ ctx, input }) => {
    await removeBelonging(ctx, 'task', input.task_id)
    return { deleted_task_id: input.task_id }
  },
})

const taskColumns = [
  'id',
  'client_id',
  'title',
  'description',
  'status',
  'priority',
  'due_date',
  'assignee',
  'author',
  'created_at',
  'version',
] as const

interface TaskFilter {
  client_id?: string | undefined
  status?: TaskStatus | undefined
  since_date?: string | undefined
  to_date?: string | undefined
}

function matching({ db, accountId, timeZone }: AreaContext, filter: TaskFilter) {
  const { since, to } = periodOf(filter, timeZone)
  let query = db.selectFrom('leads_tasks').where('account_id', '=', accountId)
  if (filter.client_id !== undefined) query = query.where('client_id', '=', filter.client_id)
  if (filter.status !== undefined) query = query.where('status', '=', filter.status)
  if (since) query = query.where('due_date', '>=', since)
  if (to) query = query.where('due_date', '<', to)
  return query
}

async function readTask(ctx: AreaContext, taskId: string): Promise<z.output<typeof Task>> {
  const row = await ctx.db
    .selectFrom('leads_tasks')
    .select(taskColumns)
    .where('account_id', '=', ctx.accountId)
    .where('id', '=', taskId)
    .executeTakeFirst()
  if (!row) throw notFound('task')
  return answer(row)
}

function dueAfter(ctx: AreaContext, given: string | null | undefined, present: string | null): Date | null {
  if (given === undefined) return present === null ? null : new Date(present)
  return given === null ? null : endOf('due_date', given, ctx.timeZone)
}

/** A2-12. */
function refusePastDue({ now }: AreaContext, due: Date | null, taskStatus: TaskStatus): void {
  if (due === null || due >= now || taskStatus === 'done') return
  throw invalid('due_date', `The task would be due in the past, at ${due.toISOString()}.`, {
    hint: `It is ${now.toISOString()} now. Give a later date, or status done.`,
  })
}

function answer<Row extends { created_at: Date; due_date: Date | null }>(row: Row) {
  return {
    ...row,
    created_at: row.created_at.toISOString(),
    due_date: row.due_date?.toISOString() ?? null,
  }
}
