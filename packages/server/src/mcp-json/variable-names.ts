/**
 * Names for the secrets of an export, the same for the same connectors: `ACME_MCP_AUTHORIZATION` for the header
 * Authorization of `acme-mcp`. A name that is taken gets a number.
 */
export class VariableNames {
  readonly #used = new Set<string>()

  /** `${NAME}` for one secret of a connector; `part` is the header or the part of the URL. */
  placeholder(slug: string, part: string): string {
    const stem = `${words(slug)}_${words(part)}`.replace(/^(?=\d)/, 'MCP_').slice(0, 120)
    let name = stem
    for (let number = 2; this.#used.has(name); number++) name = `${stem}_${number}`
    this.#used.add(name)
    return `\${${name}}`
  }
}

function words(text: string): string {
  return text
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .toUpperCase()
}
