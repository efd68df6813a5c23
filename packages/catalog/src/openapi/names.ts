/** Clients put a prefix of their own in front and stop at 64. */
const longestTool = 50
const longestInput = 50

/** `listThings`, `Things.List all` -> `list_things`, `things_list_all`; empty where no letter or digit is left. */
export function snake(text: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/[^a-zA-Z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase()
}

/** What stands in front of the names of an app's tools. */
function toolPrefix(slug: string): string {
  return `${slug.replaceAll('-', '_')}_`
}

/**
 * A tool's name: the app's prefix, then what was wished, at most 50 characters in all. A wish that has the prefix
 * already keeps it.
 */
export function toolName(slug: string, wish: string): string {
  const prefix = toolPrefix(slug)
  const words = snake(wish)
  const rest = words.startsWith(prefix) && words.length > prefix.length ? words.slice(prefix.length) : words
  return `${prefix}${rest === '' ? 'operation' : rest}`.slice(0, longestTool).replace(/_+$/, '')
}

/** The name, or with a number behind it the first that is not taken. */
export function freeName(name: string, taken: ReadonlySet<string>, longest: number = longestTool): string {
  for (let number = 1; ; number++) {
    const tail = number === 1 ? '' : `_${number}`
    const free = `${name.slice(0, longest - tail.length)}${tail}`
    if (!taken.has(free)) return free
  }
}

/**
 * What a caller says for a value: as the API calls it, where a model can write that. A value of the same name in
 * another place has its place behind its name.
 */
export function inputName(wire: string, place: string, taken: ReadonlySet<string>): string {
  const plain = wire.replace(/[^a-zA-Z0-9_-]+/g, '_').replace(/^_+|_+$/g, '') || 'value'
  const name = plain.slice(0, longestInput)
  return taken.has(name)
    ? freeName(`${name.slice(0, longestInput - place.length - 1)}_${place}`, taken, longestInput)
    : name
}
