import type { CallAnswer } from '@jackfield/sdk'
import { isRecord } from '../is-record.ts'

/** The token that makes the previewed call happen, once (PLT-14); undefined where nothing was previewed. */
export function previewToken({ outcome, result }: CallAnswer): string | undefined {
  const content = result['structuredContent']
  if (outcome !== 'ok' || !isRecord(content) || content['preview'] === undefined) return undefined
  return typeof content['confirm_token'] === 'string' ? content['confirm_token'] : undefined
}
