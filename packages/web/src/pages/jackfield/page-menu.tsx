import { ListChecks } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { MoreMenu } from '../../kit/more-menu.tsx'

/** What else the page can show. @param focus it has taken the place of what had the focus */
export function PageMenu({ onFirstSteps, focus }: { onFirstSteps(): void; focus: boolean }) {
  const place = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (focus) place.current?.querySelector('button')?.focus()
  }, [focus])
  return (
    <span ref={place}>
      <MoreMenu
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
