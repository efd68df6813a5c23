import type { CallAnswer } from '@jackfield/sdk'
import { isRecord } from '../is-record.ts'
import type { Json } from '../is-record.ts'
import type { ArgumentIssue } from '../schema/validator.ts'
import { textOf } from './content-parts.ts'

/** Why a call was refused or failed, as far as the answer says it in a form that can be read. */
export interface SaidWrong {
  message: string
  hint?: string
  validValues: string[]
  /** What is wrong with which argument. */
  issues: ArgumentIssue[]
}

/** Undefined for an answer that is none of the hub's own: the tool's words are shown as they are. */
export function saidWrong({
  outcome,
  result,
}: Pick<CallAnswer, 'outcome' | 'result'>): SaidWrong | undefined {
  if (outcome !== 'error' && outcome !== 'refused') return undefined
  const text = textOf(result)
  const native = nativeError(text)
  if (native) return native
  if (outcome !== 'refused') return undefined
  return { message: text, validValues: [], issues: gateIssues(text) }
}

/** Areas of the Sales Platform refuse with code, message, field, hint and valid values (GEN-10). */
function nativeError(text: string): SaidWrong | undefined {
  const error = errorIn(text)
  const message = error?.['message']
  if (!error || typeof message !== 'string') return undefined
  const { field, hint } = error
  const values = Array.isArray(error['valid_values']) ? error['valid_values'] : []
  const said = typeof hint === 'string' ? `${message} ${hint}` : message
  return {
    message,
    ...(typeof hint === 'string' && { hint }),
    validValues: values.map(String),
    issues: typeof field === 'string' ? [{ path: field.split('.'), message: said }] : [],
  }
}

function errorIn(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) && isRecord(value['error']) ? value['error'] : undefined
  } catch {
    return undefined
  }
}

/** `The arguments of x are not valid. to.0: must match ...; body: ...`, as the gate says it. */
function gateIssues(text: string): ArgumentIssue[] {
  const list = /^The arguments of \S+ are not valid\. (.*)\.$/s.exec(text)?.[1]
  if (list === undefined) return []
  return list.split('; ').flatMap((line) => {
    const [, field, message] = /^([\w.-]+): (.*)$/s.exec(line) ?? []
    return field === undefined || field === 'arguments' || message === undefined
      ? []
      : [{ path: field.split('.'), message: `${message}.` }]
  })
}
