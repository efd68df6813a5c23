import { pino } from 'pino'
import type { DestinationStream, Logger } from 'pino'
import type { Config } from './config.ts'
import { maskFields } from './net/mask-fields.ts'
import { maskText } from './net/mask-text.ts'

/** JSON lines on stderr, or where `destination` says. Secrets are masked in fields and texts alike (SEC-16). */
export function openLog({ logLevel }: Pick<Config, 'logLevel'>, destination?: DestinationStream): Logger {
  return pino(
    {
      level: logLevel,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: maskRecord },
      hooks: {
        logMethod(args, method) {
          const [first, ...rest] = args.map((arg) => (typeof arg === 'string' ? maskText(arg) : arg))
          return Reflect.apply(method, this, [first, ...rest])
        },
      },
    },
    destination ?? pino.destination({ fd: 2, sync: true }),
  )
}

function maskRecord(record: Record<string, unknown>): Record<string, unknown> {
  const masked = maskFields(record)
  if (typeof masked !== 'object' || masked === null || Array.isArray(masked)) return {}
  const { err } = record
  // Where a bug is, is in its stack, which the masking of fields leaves out.
  return err instanceof Error && err.stack ? { ...masked, stack: maskText(err.stack) } : masked
}
