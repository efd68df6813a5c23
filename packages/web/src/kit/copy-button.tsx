import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from './button.tsx'

export interface CopyButtonProps {
  text: string
  /** What it is, for who cannot see what stands beside the button. */
  what: string
  /** On the button, where `Copy` alone leaves open what is meant. */
  label?: string
}

/** Puts exactly `text` on the clipboard, and says so. */
export function CopyButton({ text, what, label = 'Copy' }: CopyButtonProps) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle')
  useEffect(() => {
    if (state === 'idle') return
    const timer = setTimeout(() => setState('idle'), 2000)
    return () => clearTimeout(timer)
  }, [state])
  const copy = async () => setState((await writeClipboard(text)) ? 'copied' : 'failed')
  const Mark = state === 'copied' ? Check : Copy
  return (
    <>
      <Button
        size="small"
        aria-label={`Copy ${what}`}
        icon={<Mark className="size-3.5" aria-hidden />}
        onClick={() => void copy()}
      >
        {{ idle: label, copied: 'Copied', failed: 'Press Ctrl+C' }[state]}
      </Button>
      <output className="sr-only">
        {state === 'copied' && `${what} copied`}
        {state === 'failed' && 'The browser did not allow it. Select the text and copy it.'}
      </output>
    </>
  )
}

/** Without TLS, a browser gives pages no clipboard, except on this machine. */
async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
