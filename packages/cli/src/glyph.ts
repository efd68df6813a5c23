import type { Status, ToolsetConnector } from '@jackfield/sdk'
import { paint } from './output.ts'
import type { Cell } from './table.ts'

const statusWords: Record<Status, string> = {
  available: 'Not connected',
  connected: 'Connected',
  needs_reconnect: 'Needs reconnect',
}

/** The jack: empty, filled, notched, dashed. Always with a word beside it, never colour alone. */
const glyphs = { available: '○', connected: '●', needs_reconnect: '◐', skipped: '◌' }
const colours = { available: 'dim', connected: 'green', needs_reconnect: 'yellow', skipped: 'dim' } as const

/** `● Connected` and its like. */
export function statusCell(status: Status): Cell {
  return { painted: `${glyph(status)} ${statusWords[status]}` }
}

/** How one connector stands with one agent: used, not turned on, needs reconnect, or skipped. */
export function useCell(connector: ToolsetConnector): Cell {
  return { painted: glyph(useOf(connector)) }
}

/** What the four glyphs mean beside an agent. */
export function useLegend(): string {
  return paint('dim', '● used   ○ off   ◐ needs reconnect   ◌ skipped')
}

function useOf(connector: ToolsetConnector): keyof typeof glyphs {
  if (connector.used) return 'connected'
  if (!connector.on) return 'available'
  return connector.reason === 'needs_reconnect' ? 'needs_reconnect' : 'skipped'
}

function glyph(kind: keyof typeof glyphs): string {
  return paint(colours[kind], glyphs[kind])
}
