import { Expiry, KeyMenu, KeyName, LastUsed } from '../../../kit/access-keys/key-cells.tsx'
import { Pill } from '../../../kit/pill.tsx'
import { Td } from '../../../kit/table.tsx'
import type { TargetKey } from './use-target-keys.ts'

/** One key, and how it is doing. */
export function KeyRow({ of: key, onAsk }: { of: TargetKey; onAsk(what: 'rotate' | 'revoke'): void }) {
  return (
    <tr className="hover:bg-sunken/60">
      <Td className="w-full min-w-40">
        <KeyName of={key} pills={key.scopes === null && <Pill>Opens everything</Pill>}>
          <span className="sm:hidden">
            , <LastUsed at={key.last_used_at} never="never used" />
          </span>
        </KeyName>
      </Td>
      <Td className="whitespace-nowrap text-ink-soft max-sm:hidden">
        <LastUsed at={key.last_used_at} never="Never" />
      </Td>
      <Td className="whitespace-nowrap text-ink-soft">
        <Expiry at={key.expires_at} />
      </Td>
      <Td className="w-0 pl-0">
        <KeyMenu of={key} onAsk={onAsk} />
      </Td>
    </tr>
  )
}
