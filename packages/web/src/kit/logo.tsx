import clsx from 'clsx'
import { Blocks, Plug } from 'lucide-react'
import { useState } from 'react'

export interface LogoProps {
  /** Path on this hub, from the API's `logo`; anything else is not loaded. */
  src: string | null
  family: 'platform' | 'app' | 'custom'
  size?: 'tiny' | 'small' | 'medium' | 'large'
}

const sizes = { tiny: 'size-5 p-0.5', small: 'size-7 p-1', medium: 'size-10 p-1.5', large: 'size-14 p-2.5' }

/** An app's logo on a light tile, in both themes, since many logos are black. The default icon stands below it until it is there, so that no broken image flashes (UX-10). */
export function Logo({ src, family, size = 'medium' }: LogoProps) {
  const [state, setState] = useState<'waiting' | 'shown' | 'failed'>('waiting')
  const path = src !== null && /^\/(icons|logos)\//.test(src) ? src : undefined
  const shown = path !== undefined && state === 'shown'
  const Icon = family === 'platform' ? Blocks : Plug
  return (
    <span
      aria-hidden
      className={clsx(
        'relative grid shrink-0 place-items-center overflow-hidden rounded-control border border-hairline',
        shown ? 'bg-[#fffefc]' : 'bg-sunken',
        sizes[size],
      )}
    >
      {!shown && <Icon className="size-3/5 text-ink-soft" strokeWidth={1.75} />}
      {path !== undefined && state !== 'failed' && (
        <img
          key={path}
          src={path}
          alt=""
          decoding="async"
          className={clsx('size-full object-contain', !shown && 'absolute opacity-0')}
          onLoad={() => setState('shown')}
          onError={() => setState('failed')}
        />
      )}
    </span>
  )
}
