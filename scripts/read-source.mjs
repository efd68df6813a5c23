import { parseSync, Visitor } from 'oxc-parser'

const suppression = /@ts-(ignore|expect-error|nocheck)|(eslint|oxlint)-disable/

/**
 * What the budgets count in one TypeScript file: its lines, its functions with a body, where it reads the
 * environment, and where it steps out of the type checker or the linter. Line numbers start at 1.
 * @param {string} path
 * @param {string} text
 * @throws when the file does not parse
 */
export function readSource(path, text) {
  const { program, comments, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path}: ${errors[0].message}`)
  const lineOf = lineFinder(text)
  const found = { functions: [], environment: [], loose: suppressions(comments, lineOf) }
  new Visitor(visitors(found, lineOf)).visit(program)
  return { lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0), ...found }
}

function visitors({ functions, environment, loose }, lineOf) {
  const names = new Map()
  const name = ({ value, init, key, id }) => names.set(value ?? init, (key ?? id).name ?? 'a function')
  const measure = (node) => {
    if (node.body?.type !== 'BlockStatement') return
    const line = lineOf(node.start)
    functions.push({
      name: node.id?.name ?? names.get(node) ?? 'a function',
      line,
      lines: lineOf(node.end) - line + 1,
    })
  }
  return {
    VariableDeclarator: (node) => {
      name(node)
      if (destructuresEnvironment(node)) environment.push(lineOf(node.start))
    },
    Property: name,
    PropertyDefinition: name,
    MethodDefinition: name,
    FunctionDeclaration: measure,
    FunctionExpression: measure,
    ArrowFunctionExpression: measure,
    TSAnyKeyword: ({ start }) => loose.push({ line: lineOf(start), what: 'says `any`' }),
    MemberExpression: (node) => {
      if (readsEnvironment(node)) environment.push(lineOf(node.start))
    },
    ImportDeclaration: (node) => {
      if (importsEnvironment(node)) environment.push(lineOf(node.start))
    },
  }
}

function suppressions(comments, lineOf) {
  return comments.flatMap(({ value, start }) => {
    const [word] = suppression.exec(value) ?? []
    return word ? [{ line: lineOf(start), what: `says ${word}` }] : []
  })
}

/** `process.env`, `process['env']`, `globalThis.process.env`. */
function readsEnvironment({ object, property }) {
  const key = property.name ?? property.value
  return key === 'env' && (object.name === 'process' || object.property?.name === 'process')
}

/** `const { env } = process`. */
function destructuresEnvironment({ id, init }) {
  return init?.name === 'process' && id.properties?.some(({ key }) => key?.name === 'env')
}

function importsEnvironment({ source, specifiers }) {
  return /^(node:)?process$/.test(source.value) && specifiers.some(({ imported }) => imported?.name === 'env')
}

/** Answers the line of an offset. */
function lineFinder(text) {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    const next = starts.findIndex((start) => start > offset)
    return next < 0 ? starts.length : next
  }
}
