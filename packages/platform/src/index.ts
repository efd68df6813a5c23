import type { Area } from './area.ts'
import { docs } from './docs/docs.ts'
import { leads } from './leads/leads.ts'

export type { Area, AreaContext, AreaTool } from './area.ts'
export type { AreaActor } from './column-types.ts'
export { platformMigrations } from './migrations/index.ts'
export type { RefusalBody, RefusalCode } from './refusal.ts'
export { effectOf, hintsOf, risks } from './risk.ts'
export type { Effect, Risk } from './risk.ts'
export { runAreaTool } from './run-tool.ts'
export type { AreaAnswer, AreaCall } from './run-tool.ts'
export type { AreaTables } from './tables.ts'
export { toolDefinitions } from './tool-definitions.ts'
export type { PlatformToolDefinition } from './tool-definitions.ts'
export { seedLeads } from './leads/seed.ts'
export { SeededChance } from './leads/seed-random.ts'
export { leads }

/** Every area of the Sales Platform, in the order in which it shows them. */
export const areas: readonly Area[] = [leads]

/** What the big toggle gives: every area, and the documentation, which no area has (PLT-4, PLT-9). */
export const wholePlatform: readonly Area[] = [...areas, docs]
