import { describe, expect, it } from 'vitest'
import { apps } from '../src/index.ts'
import type { App, Tool } from '../src/run.ts'
import { unsaid } from './facts-unsaid.ts'
import { allFacts, ifPresent, present } from './provider-facts.ts'
import type { FactAction } from './provider-facts.ts'

const facts = allFacts()

describe.skipIf(!present)(`every app does what the facts name, and no more${ifPresent}`, () => {
  describe.each(apps)('$slug', (app) => {
    const known = facts.get(app.slug)

    it('CAT-5: has its name, category and colour, and a tool for each action', () => {
      expect({
        name: app.name.toLowerCase(),
        category: app.category,
        color: app.color.toLowerCase(),
      }).toEqual({
        name: known?.name.toLowerCase(),
        category: known?.category,
        color: known?.brand_color.toLowerCase(),
      })
      expect(app.tools.map(({ name }) => name).toSorted()).toEqual(
        known?.actions.map(({ name }) => name).toSorted(),
      )
    })

    it('sends the headers that the provider wants', () => {
      // Some are described rather than given, and every request says who we are.
      const wanted = Object.entries(known?.api.required_headers ?? {})
      const given = wanted.filter(([name, value]) => name !== 'User-Agent' && !value.includes(' '))
      expect(app.api.headers).toMatchObject(
        Object.fromEntries(given.map(([name, value]) => [name.toLowerCase(), value])),
      )
    })

    it.each(pairs(app))('$tool.name: as the action of that name', ({ tool, action }) => {
      expect(tool.effect).toBe(action.risk)
      expect(tool.method).toBe(action.method)
      expect(nameless(`${app.api.base}${tool.path}`)).toMatch(endingIn(nameless(action.path)))
      expect(missingInputs(tool, action)).toEqual(Object.keys(unsaid[tool.name] ?? {}).toSorted())
      expect(missingScopes(tool, action)).toEqual([])
    })
  })
})

function pairs(app: App): { tool: Tool; action: FactAction }[] {
  const actions = facts.get(app.slug)?.actions ?? []
  return app.tools.flatMap((tool) => {
    const action = actions.find(({ name }) => name === tool.name)
    return action ? [{ tool, action }] : []
  })
}

/** The inputs of the action that the tool cannot say, or insists on otherwise. */
function missingInputs(tool: Tool, { inputs }: FactAction): string[] {
  const missing = [...inputs.path, ...inputs.query, ...inputs.body].filter(({ name, required }) => {
    const field = tool.fields.find((one) => one.wire === name || one.wire === `${name}[]`)
    if (!field) return true
    return field.required !== required && field.input !== null && !('default' in field.schema)
  })
  return missing.map(({ name }) => name).toSorted()
}

/** The scopes of the action that are not among the tool's; Google's stand there by their last part. */
function missingScopes(tool: Tool, { scopes }: FactAction): string[] {
  const own = tool.scopes
    .flatMap((scope) => scope.split('|'))
    .map((scope) => scope.replace(/^https:.*\/auth\//, ''))
  const needed = scopes.map((scope) => scope.replace(/ \(.*/, '').split('|'))
  return needed.filter((ways) => !ways.some((scope) => own.includes(scope))).map((ways) => ways.join('|'))
}

function nameless(path: string): string {
  return path.replace(/\{[^}]+\}/g, '{}')
}

function endingIn(path: string): RegExp {
  return new RegExp(`${path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`)
}
