import type { App } from './app.ts'
import { CatalogError } from './app.ts'

/** What the `{names}` in an app's addresses stand for, for one connection. */
export interface Place {
  /** Hosts that the operator moved, by name. They win over everything. */
  moved: Record<string, string>
  /** Settings and facts of the connection. */
  values: Record<string, string>
}

/**
 * The address that a template stands for. A fact of the connection becomes one part of it and nothing more; a fact
 * that is a whole address must lie below the app's own domain, because it came from outside.
 * @throws CatalogError naming what is missing or has no place in an address
 */
export function addressOf(app: App, template: string, place: Place): string {
  return template.replace(/\{([a-z_]+)\}/g, (_, name: string) => {
    const moved = place.moved[name]
    if (moved !== undefined) return moved
    const value = place.values[name]
    const own = app.hosts[name]
    if (own !== undefined) {
      if (value === undefined) return addressOf(app, own, place)
      const origin = URL.canParse(value) ? new URL(value).origin : 'null'
      if (!isBelow(origin, own))
        throw new CatalogError(`${app.name} gave an address that is not its own.`, name)
      return origin
    }
    const setting = app.settings.find((one) => one.name === name)
    if (value === undefined) throw new CatalogError(`${setting?.label ?? name} is not known.`, name)
    if (setting?.options) return optionOf(setting.options, value, setting.label, name)
    if (!/^[\w.-]+$/.test(value) || /^\.*$/.test(value))
      throw new CatalogError(`${setting?.label ?? name} has no place in an address.`, name)
    return value
  })
}

/** What a person said of their account at the provider, checked. @throws CatalogError naming the setting */
export function checkSettings(app: App, given: Record<string, string>): Record<string, string> {
  const unknown = Object.keys(given).find((name) => !app.settings.some((setting) => setting.name === name))
  if (unknown !== undefined) throw new CatalogError(`${app.name} has no setting "${unknown}".`, unknown)
  return Object.fromEntries(
    app.settings.map(({ name, label, hint, pattern, options }) => {
      const value = given[name]?.trim() ?? ''
      if (value === '') throw new CatalogError(`${label} is needed. ${hint}`, name)
      if (options) optionOf(options, value, label, name)
      else if (!new RegExp(`^(?:${pattern})$`).test(value))
        throw new CatalogError(`${label} does not look right. ${hint}`, name)
      return [name, value]
    }),
  )
}

function optionOf(options: Record<string, string>, value: string, label: string, name: string): string {
  const found = Object.hasOwn(options, value) ? options[value] : undefined
  if (found === undefined)
    throw new CatalogError(`${label} must be one of ${Object.keys(options).join(', ')}.`, name)
  return found
}

/** Whether an origin is https and a sibling of the host that the app declares: same name but for the first label. */
function isBelow(origin: string, declared: string): boolean {
  const { protocol, hostname } = URL.canParse(origin) ? new URL(origin) : { protocol: '', hostname: '' }
  const own = new URL(declared.replace(/\{[a-z_]+\}/g, 'x')).hostname
  const domain = own.slice(own.indexOf('.') + 1)
  return protocol === 'https:' && hostname.endsWith(`.${domain}`)
}
