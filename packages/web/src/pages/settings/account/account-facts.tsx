import type { Account } from '@jackfield/sdk'
import { Card, Section } from '../../../kit/card.tsx'
import { Facts } from '../../../kit/facts.tsx'
import { wholeDay } from '../../../kit/words.tsx'
import { DEFAULT_ON } from './default-on-words.ts'

/** The account for those who may only look. */
export function AccountFacts({ account }: { account: Account }) {
  return (
    <Section title="General">
      <Card className="p-5">
        <Facts
          facts={[
            ['Name', account.name],
            ['Time zone', account.time_zone.replaceAll('_', ' ')],
            [DEFAULT_ON, account.default_on ? 'Yes' : 'No'],
            ['Created', wholeDay(account.created_at)],
          ]}
        />
      </Card>
    </Section>
  )
}
