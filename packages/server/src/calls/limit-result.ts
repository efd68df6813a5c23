/** Most characters of base64 that one result may hold besides its text: about 6 MB of files. */
const mostBinary = 8 * 1024 * 1024

/**
 * Keeps a result within what a model can take (RUN-14): text beyond the limit is cut, and the model is told.
 * Structured content that is too large goes whole, since half a document is none.
 * @param limit characters of text
 */
export function limitResult(
  result: Record<string, unknown>,
  limit: number,
): { result: Record<string, unknown>; cut?: number } {
  const content = result['content']
  if (!Array.isArray(content)) return { result }
  const budget = { text: limit, binary: mostBinary, cut: 0 }
  const kept = content.map((block: Record<string, unknown>) => limitBlock(block, budget))
  const structured = result['structuredContent']
  const tooLarge = structured !== undefined && JSON.stringify(structured).length > limit
  if (budget.cut === 0 && !tooLarge) return { result }
  const notice = tooLarge
    ? 'The structured content was too large and was left out. Ask for less, or for a page at a time.'
    : `${budget.cut} characters were cut: the result was too large. Ask for less, or for a page at a time.`
  const { structuredContent: _left, ...rest } = result
  return {
    result: { ...(tooLarge ? rest : result), content: [...kept, { type: 'text', text: `[${notice}]` }] },
    cut: budget.cut,
  }
}

function limitBlock(
  block: Record<string, unknown>,
  budget: { text: number; binary: number; cut: number },
): Record<string, unknown> {
  if (typeof block['text'] === 'string') return { ...block, text: take(block['text'], budget) }
  if (typeof block['data'] === 'string')
    return spend(block['data'], budget) ? block : leftOut(budget, block['data'].length)
  const resource = block['resource'] as Record<string, unknown> | undefined
  if (typeof resource?.['text'] === 'string')
    return { ...block, resource: { ...resource, text: take(resource['text'], budget) } }
  if (typeof resource?.['blob'] === 'string')
    return spend(resource['blob'], budget) ? block : leftOut(budget, resource['blob'].length)
  return block
}

function take(text: string, budget: { text: number; cut: number }): string {
  const kept = text.length <= budget.text ? text : text.slice(0, budget.text)
  budget.text -= kept.length
  budget.cut += text.length - kept.length
  return kept
}

function spend(data: string, budget: { binary: number }): boolean {
  if (data.length > budget.binary) return false
  budget.binary -= data.length
  return true
}

function leftOut(budget: { cut: number }, length: number): Record<string, unknown> {
  budget.cut += length
  return { type: 'text', text: '[A file was left out: it is too large.]' }
}
