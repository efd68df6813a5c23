import type { Table } from './schema.ts'

/** The tables in an order in which they can be filled: those that are referred to first, as far as possible. */
export function loadOrder(all: Table[]): Table[] {
  const byName = new Map(all.map((table) => [table.name, table]))
  const placed = new Set<Table>()
  const seen = new Set<Table>()
  const place = (table: Table) => {
    if (seen.has(table)) return
    seen.add(table)
    for (const { table: name } of table.references) {
      const target = byName.get(name)
      if (target) place(target)
    }
    placed.add(table)
  }
  for (const table of all) place(table)
  return [...placed]
}

/** A foreign key, and the table that has it. */
export interface LateReference {
  table: string
  constraint: string
}

/**
 * The foreign keys of tables filled in this order that may point to rows which come later (their own table, or a
 * circle of tables): they can be checked at the end only, and are not made for that.
 */
export function lateReferences(ordered: Table[]): LateReference[] {
  const places = new Map(ordered.map(({ name }, place) => [name, place]))
  return ordered.flatMap((table, place) =>
    table.references
      .filter((reference) => !reference.deferrable && (places.get(reference.table) ?? -1) >= place)
      .map(({ constraint }) => ({ table: table.name, constraint })),
  )
}
