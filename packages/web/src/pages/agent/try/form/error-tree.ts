import type { ErrorSchema } from '@rjsf/utils'
import type { ArgumentIssue } from '../schema/validator.ts'

/** What is wrong, as a tree of the arguments with `__errors` at each of them. */
export function errorTree(issues: ArgumentIssue[]): ErrorSchema {
  const root: ErrorSchema = {}
  for (const { path, message } of issues) {
    let node: ErrorSchema = root
    for (const part of path) node = child(node, part)
    node.__errors = [...(node.__errors ?? []), sentence(message)]
  }
  return root
}

/** The name of an argument may be `__proto__`, since servers name them. */
function child(node: ErrorSchema, part: string): ErrorSchema {
  const children = node as Record<string, ErrorSchema>
  if (!Object.hasOwn(children, part))
    Object.defineProperty(children, part, { value: {}, enumerable: true, writable: true, configurable: true })
  return children[part] ?? {}
}

function sentence(message: string): string {
  return message.charAt(0).toUpperCase() + message.slice(1)
}
