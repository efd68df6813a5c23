import type { Connector, PolicyRule } from '@jackfield/sdk'

/** Stands for every tool of a connector. */
export const EVERY_TOOL = '*'

/** A rule with what is known of its connector. */
export interface ListedRule extends PolicyRule {
  name: string
  of: Connector | undefined
}

/** Rules by the names of their connectors; the one for all tools stands above those for single ones. */
export function listRules(rules: PolicyRule[], connectors: Connector[]): ListedRule[] {
  const byId = new Map(connectors.map((connector) => [connector.id, connector]))
  return rules
    .map((rule) => {
      const of = byId.get(rule.connector_id)
      return { ...rule, of, name: of?.name ?? rule.connector }
    })
    .toSorted((a, b) => a.name.localeCompare(b.name) || rank(a) - rank(b) || a.tool.localeCompare(b.tool))
}

function rank({ tool }: PolicyRule): number {
  return tool === EVERY_TOOL ? 0 : 1
}

/** Those whose connector or tool has the text in its name. */
export function matchingRules(rules: ListedRule[], text: string): ListedRule[] {
  const wanted = text.trim().toLowerCase()
  return rules.filter(({ name, connector, tool }) =>
    `${name} ${connector} ${tool}`.toLowerCase().includes(wanted),
  )
}

/** A rule as it is named in a sentence: `gmail_send_message`, `all tools of Gmail`. */
export function ruleInWords(tool: string, name: string): string {
  return tool === EVERY_TOOL ? `all tools of ${name}` : tool
}
