// Runs the dependency rules of .dependency-cruiser.cjs. The tool answers "no violations" when it could not
// read the sources (TypeScript 7 without @swc/core), so another parser says which imports it has to see.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cruise } from 'dependency-cruiser'
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config'
import { parseSync } from 'oxc-parser'
import { root, sourceFiles } from './source-files.mjs'

const files = sourceFiles('packages/*/src/**')
const config = await extractConfig(join(root, '.dependency-cruiser.cjs'))
const { output } = await cruise(files, { ...config.options, ruleSet: config, validate: true, baseDir: root })

const problems = [...unseenImports(output.modules), ...output.summary.violations.map(describe)]
console.log(`${files.length} files, ${output.summary.totalDependenciesCruised} imports`)
for (const problem of problems) console.error(problem)
process.exitCode = problems.length > 0 ? 1 : 0

function unseenImports(modules) {
  if (files.length === 0) return ['no source files found: these rules would hold for anything']
  const seen = new Map(modules.map((module) => [module.source, module.dependencies.map(nameOf)]))
  return files.flatMap((file) => {
    const unseen = importsOf(file).filter((name) => !seen.get(file)?.includes(name))
    return unseen.map(
      (name) => `${file}: dependency-cruiser did not see its import of ${name} (is @swc/core there?)`,
    )
  })
}

/** dependency-cruiser leaves `node:` out where a module has a name without it, too. */
function nameOf({ module }) {
  return module.replace(/^node:/, '')
}

/** What a file imports and exports from. */
function importsOf(file) {
  const { module } = parseSync(file, readFileSync(join(root, file), 'utf8'))
  const requests = [...module.staticImports, ...module.staticExports.flatMap(({ entries }) => entries)]
  const names = requests.flatMap(({ moduleRequest }) => moduleRequest?.value ?? [])
  return [...new Set(names.map((name) => nameOf({ module: name })))]
}

function describe({ from, to, rule, cycle }) {
  if (cycle) return `${rule.name}: ${[from, ...cycle.map(({ name }) => name)].join(' -> ')}`
  return `${rule.name}: ${from}${to && to !== from ? ` -> ${to}` : ''}`
}
