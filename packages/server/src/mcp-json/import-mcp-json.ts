import { bulkhead } from 'cockatiel'
import type { z } from 'zod'
import type { McpJsonImport, McpJsonInput, McpJsonVariable } from '@jackfield/sdk/contract'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { requireAcknowledgement } from '../custom-connectors/acknowledgement.ts'
import { addConnector } from '../custom-connectors/add-connector.ts'
import { editConnector } from '../custom-connectors/edit-connector.ts'
import { checkLogo } from '../custom-connectors/logo.ts'
import { requestHeaders } from '../custom-connectors/request-headers.ts'
import { Refusal } from '../errors.ts'
import { checkUrl } from '../net/guarded-url.ts'
import { hintOf, planImport } from './plan-import.ts'
import type { ImportStep, Report } from './plan-import.ts'
import { readDocument } from './read-document.ts'
import type { FileServer } from './read-server.ts'

/** How many servers are looked at in parallel: each may take as long as it likes to answer, up to its deadline. */
const atOnce = 8

/**
 * Adds the remote servers of a `.mcp.json` (PLG-1, PLG-2). Each is added as if by hand, with all its checks; what is
 * refused, lacks an address or a secret, or is here already is reported, and stops no other. A dry run adds nothing.
 * @throws Refusal `invalid` when the document names no servers, or without the acknowledgement
 */
export async function importMcpJson({
  ctx,
  input,
}: {
  ctx: Context
  input: z.output<typeof McpJsonInput>
}): Promise<z.input<typeof McpJsonImport>> {
  authorise(ctx, 'connectors.manage')
  const { servers, unknownFields } = readDocument(input.document)
  if (!input.dry_run) requireAcknowledgement(input.acknowledged)
  const steps = planImport(servers, input.variables, await takenSlugs(ctx), input.acknowledged)
  const lane = bulkhead(atOnce, steps.length)
  const run = input.dry_run ? tryStep : addStep
  return {
    servers: await Promise.all(steps.map((step) => lane.execute(() => settle(ctx, step, run)))),
    variables: variablesOf(servers, input.variables),
    unknown_fields: unknownFields,
  }
}

async function takenSlugs(ctx: Context): Promise<Map<string, string>> {
  const rows = await ctx.db
    .selectFrom('connectors')
    .select(['slug', 'id'])
    .where('account_id', '=', ctx.accountId)
    .execute()
  return new Map(rows.map(({ slug, id }) => [slug, id]))
}

type Run = (ctx: Context, add: NonNullable<ImportStep['add']>) => Promise<Partial<Report>>

async function settle(ctx: Context, { report, add }: ImportStep, run: Run): Promise<Report> {
  if (!add) return report
  try {
    return { ...report, ...(await run(ctx, add)) }
  } catch (error) {
    if (error instanceof Refusal) return { ...report, ...refusedWith(error) }
    ctx.services.log.error({ err: error }, 'a server of a .mcp.json could not be added')
    return { ...report, outcome: 'refused', reason: 'Something failed inside Jackfield; its log has it.' }
  }
}

/** Somebody else may have taken the key since the plan was made. */
function refusedWith(refusal: Refusal): Partial<Report> {
  const outcome = refusal.code === 'conflict' ? 'skipped' : 'refused'
  return { outcome, reason: refusal.message, ...hintOf(refusal) }
}

async function addStep(
  ctx: Context,
  { input, rename }: NonNullable<ImportStep['add']>,
): Promise<Partial<Report>> {
  const { id, version, probe, tool_count: tools } = await addConnector({ ctx, input })
  if (rename !== undefined) await editConnector({ ctx, input: { id, version, name: rename } })
  const reason = probe?.ok
    ? `Added; it has ${tools} tool${tools === 1 ? '' : 's'}.`
    : `Added, but it gives no tools yet: ${probe?.message ?? 'it was not reached.'}`
  return { outcome: 'added', reason, connector_id: id }
}

/** The checks of adding, without the adding. */
async function tryStep(ctx: Context, { input }: NonNullable<ImportStep['add']>): Promise<Partial<Report>> {
  requestHeaders(input)
  checkLogo(input.logo_url)
  await checkUrl(input.url, { allowed: ctx.services.allowedHosts })
  return {}
}

function variablesOf(
  servers: FileServer[],
  values: Record<string, string>,
): z.input<typeof McpJsonVariable>[] {
  const found = new Map<string, z.input<typeof McpJsonVariable>>()
  for (const { name: server, found: remote } of servers) {
    if (remote.kind !== 'remote') continue
    for (const { name, required } of remote.variables) {
      const before = found.get(name)
      found.set(name, {
        name,
        required: required || (before?.required ?? false),
        given: Object.hasOwn(values, name),
        servers: [...new Set([...(before?.servers ?? []), server])],
      })
    }
  }
  return [...found.values()]
}
