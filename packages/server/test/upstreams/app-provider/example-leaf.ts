/** Single things whose names end like many. */
const single =
  /(status|address|success|access|canvas|progress|process|class|series|alias|business|_links|properties|fields|settings|details|contents?|capabilities|calendars|statistics|has|is)$/i
const many = /(^nodes$|^edges$|^value$|s$)/i

/** Whether a name with parts below it sounds like a list. */
export function isList(name: string): boolean {
  return many.test(name) && !single.test(name)
}

type Leaf = (name: string, seed: number) => unknown

const leaves: [RegExp, Leaf][] = [
  [/^(ok|success|active|is_?last)$/i, () => true],
  [
    /^(is|has|can)[A-Z_]|^(private|draft|merged|mergeable|primary|archived|completed|deleted|closed|trashed|hidden|truncated|starred|in_trash|bot)$/,
    () => false,
  ],
  [
    /(^|_)(count|total|size|number|position|iid|pos|height|width|comments|points|amount|index|sent)$|(Count|Size|Total|Index|Number)$/,
    (_, seed) => seed,
  ],
  [
    /(^|_)(at|date|time|on|created|updated|modified|due|timestamp|since|until|start|end)$|(At|Date|Time|Created|Modified)$/,
    () => '2026-11-21T09:00:00Z',
  ],
  [/^ts$|_ts$/, (_, seed) => `1763715600.00000${seed}`],
  [/^\.tag$/, () => 'file'],
  [
    /(^|_)(e?mail|email_address)$|^(emailAddress|userPrincipalName)$/i,
    (_, seed) => `person${seed}@example.com`,
  ],
  [/url|uri|link|href|^self$/i, (name, seed) => `https://example.com/${encodeURIComponent(name)}/${seed}`],
  [/(^|_)g?id$|Id$|^key$|^sha$/, (name, seed) => `${name}-${seed}`],
  [
    /^(properties|fields|values|merge_fields|custom_fields|payload|attributes)$/,
    (name, seed) => ({ example: `${name} ${seed}` }),
  ],
  [
    /(^|_)(labels|tags|parents|roles|scopes|members|phones|emails|reviewers)$|Ids$|^idMembers$/,
    (name, seed) => [`${name} ${seed}`],
  ],
]

/** A plausible value for a name; texts tell their name, so that they can be found again. */
export function exampleLeaf(name: string, seed: number): unknown {
  const found = leaves.find(([pattern]) => pattern.test(name))
  return found ? found[1](name, seed) : `${name} ${seed}`
}
