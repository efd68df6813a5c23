import { Ellipsis, ListChecks } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { IconButton } from '../../kit/icon-button.tsx'
import { ActionMenu } from '../../kit/menu.tsx'

/** What else the page can show. @param focus it has taken the place of what had the focus */
export function PageMenu({ onFirstSteps, focus }: { onFirstSteps(): void; focus: boolean }) {
  const place = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (focus) place.current?.querySelector('button')?.focus()
  }, [focus])
  return (
    <span ref={place}>
      <ActionMenu
        trigger={
          <IconButton label="More">
            <Ellipsis className="size-4" aria-hidden />
          </IconButton>
        }
        actions={[
          {
            label: 'Show the first steps',
            icon: <ListChecks className="size-4" aria-hidden />,
            onSelect: onFirstSteps,
          },
        ]}
      />
    </span>
  )
}
