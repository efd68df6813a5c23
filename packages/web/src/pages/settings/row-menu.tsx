import { Ellipsis } from 'lucide-react'
import { IconButton } from '../../kit/icon-button.tsx'
import { ActionMenu } from '../../kit/menu.tsx'
import type { MenuAction } from '../../kit/menu.tsx'

/** What can be done with one line of a list; nothing where nothing can. */
export function RowMenu({ of, actions }: { of: string; actions: MenuAction[] }) {
  if (actions.length === 0) return null
  return (
    <ActionMenu
      trigger={
        <IconButton label={`More on ${of}`}>
          <Ellipsis className="size-4" aria-hidden />
        </IconButton>
      }
      actions={actions}
    />
  )
}
