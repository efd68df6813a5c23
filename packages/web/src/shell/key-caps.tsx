/** Keys to press, as they are on this keyboard. */
export function KeyCaps({ keys }: { keys: string }) {
  return (
    <kbd className="rounded-[4px] border border-hairline bg-sunken px-1.5 py-0.5 text-[0.8125rem] text-ink-soft">
      {keys.replace('Mod', /Mac|iP(hone|ad)/.test(navigator.platform) ? '⌘' : 'Ctrl ')}
    </kbd>
  )
}
