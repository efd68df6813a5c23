import type { Connector } from '@jackfield/sdk'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { categoriesOf, countStatuses, findConnectors, groupConnectors } from './connector-groups.ts'
import { ConnectorGrid } from './connector-grid.tsx'
import { ConnectorSection } from './connector-section.tsx'
import { ConnectorsToolbar } from './connectors-toolbar.tsx'
import { NativeAnswer } from './native-answer.tsx'
import { NothingFound } from './nothing-found.tsx'
import { connectorsPageQueries } from './queries.ts'
import { RequestCard } from './request-card.tsx'
import { SignInOutcome } from './sign-in-outcome.tsx'
import { useCardActs } from './use-card-acts.ts'
import { useFilter } from './use-filter.ts'
import { lazily } from '../../kit/lazily.tsx'

// The cards are there before what opens above them.
const CardDialogs = lazily(async () => (await import('./card-dialogs.tsx')).CardDialogs)
const RequestDialog = lazily(async () => (await import('./request/request-dialog.tsx')).RequestDialog)

export interface ConnectorsBoardProps {
  connectors: Connector[]
  manages: boolean
}

/** The filter and the cards that it leaves. */
export function ConnectorsBoard({ connectors, manages }: ConnectorsBoardProps) {
  const { filter, settled, setText, write, clear } = useFilter()
  const acts = useCardActs(connectors)
  const [requesting, setRequesting] = useState(false)
  const asked = useQuery(connectorsPageQueries.native(settled))
  const native = filter.q !== undefined && settled !== '' ? (asked.data ?? []) : []
  const found = findConnectors(connectors, filter)
  const groups = groupConnectors(found, filter.show)
  const request = <RequestCard key="request" onOpen={() => setRequesting(true)} />
  return (
    <>
      <SignInOutcome connectors={connectors} onMoved={acts.setMoved} onAgain={acts.connect} />
      <ConnectorsToolbar
        filter={filter}
        counts={countStatuses(found)}
        categories={categoriesOf(connectors)}
        onText={setText}
        onChange={write}
      />
      <NativeAnswer native={native} linked={connectors.some(({ slug }) => slug === 'integrations')} />
      {groups.map((group, index) => (
        <ConnectorSection
          key={group.name}
          group={group}
          manages={manages}
          moved={acts.moved}
          busy={acts.busy}
          onAct={acts.act}
          last={index === groups.length - 1 && request}
        />
      ))}
      {groups.length === 0 && (
        <>
          <NothingFound filter={filter} quiet={native.length > 0} onClear={clear} />
          <ConnectorGrid label="Something else">{request}</ConnectorGrid>
        </>
      )}
      <CardDialogs {...acts} />
      <RequestDialog open={requesting} onOpenChange={setRequesting} app={filter.q ?? ''} />
    </>
  )
}
