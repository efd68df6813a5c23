import { useState } from 'react'
import { Notice } from '../../kit/notice.tsx'
import { SkeletonList } from '../../kit/skeleton.tsx'
import { ConfigBlocks } from './config-blocks.tsx'
import { KeyInBlocks } from './keys/key-in-blocks.tsx'
import { KeysSection } from './keys/keys-section.tsx'
import { useTargetKeys } from './keys/use-target-keys.ts'
import type { MadeKey } from './keys/use-target-keys.ts'
import type { Target } from './target.ts'
import { useAddress } from './use-address.ts'

/** What to paste where, with a key in it as soon as one was made, and the keys that are there. */
export function AiToolsGuide({ target }: { target: Target }) {
  const address = useAddress(target)
  const keys = useTargetKeys(target)
  const [made, setMade] = useState<MadeKey>()
  const [hidden, setHidden] = useState(false)
  const taken = hidden ? undefined : made
  const take = (next: MadeKey) => {
    setMade(next)
    setHidden(false)
  }
  const forget = (id: string) => setMade((present) => (present?.id === id ? undefined : present))
  if (address === undefined) return <SkeletonList count={3} className="space-y-4" item="h-28" />
  return (
    <div className="space-y-8">
      <div className="space-y-4">
        <KeyInBlocks
          target={target}
          keys={keys}
          made={made}
          onMade={take}
          hidden={hidden}
          onHide={setHidden}
        />
        <ConfigBlocks target={target} address={address} made={taken} />
      </div>
      {keys.may ? (
        <KeysSection target={target} keys={keys} onMade={take} onRevoked={forget} />
      ) : (
        <Notice title="Owners and admins make the keys">
          Ask one of them for a key of your own, and put it where the blocks name a variable.
        </Notice>
      )}
    </div>
  )
}
