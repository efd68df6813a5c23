import { Check, Minus } from 'lucide-react'
import { useMe } from '../../../hub/use-me.ts'
import { Card, Section } from '../../../kit/card.tsx'
import { Table, Td } from '../../../kit/table.tsx'
import { abilities, covers, ladder, roleWords } from '../roles.ts'

/** What each role may do; every role can do what the one before it can. On a phone, in words. */
export function RolesTable() {
  return (
    <Section title="What each role may do" lead="Every role can do what the one before it can, and more.">
      <div className="max-md:hidden">
        <AbilityTable />
      </div>
      <Card className="divide-y divide-hairline md:hidden">
        {ladder.map((role) => (
          <div key={role} className="px-4 py-3">
            <h3 className="font-medium">{roleWords[role].label}</h3>
            <p className="text-ink-soft">{roleWords[role].about}</p>
          </div>
        ))}
      </Card>
    </Section>
  )
}

function AbilityTable() {
  const me = useMe()
  return (
    <Table
      caption="What each role may do"
      heads={[
        { label: 'Act', hidden: true },
        ...ladder.map((role) => ({
          className: 'text-center',
          label: (
            <>
              {roleWords[role].label}
              {role === me.role && <span className="font-normal text-ink-faint"> (yours)</span>}
            </>
          ),
        })),
      ]}
    >
      {abilities.map(({ label, least }) => (
        <tr key={label}>
          <Td className="min-w-48">{label}</Td>
          {ladder.map((role) => (
            <Td key={role} className="text-center">
              <Allowed yes={covers(role, least)} />
            </Td>
          ))}
        </tr>
      ))}
    </Table>
  )
}

function Allowed({ yes }: { yes: boolean }) {
  const Mark = yes ? Check : Minus
  return (
    <>
      <Mark className={`mx-auto size-4 ${yes ? 'text-good' : 'text-ink-faint'}`} aria-hidden />
      <span className="sr-only">{yes ? 'Yes' : 'No'}</span>
    </>
  )
}
