import { useMe } from '../../hub/use-me.ts'
import { Notice } from '../../kit/notice.tsx'
import { roleWords } from './roles.ts'

/** Why nothing can be changed here. @param what goes on after "can": `change the account` */
export function ReadOnlyNote({ what }: { what: string }) {
  const { role } = useMe()
  return (
    <Notice title={`Only admins and owners can ${what}`}>
      Your role here is {roleWords[role].label.toLowerCase()}.
    </Notice>
  )
}
