import type { Transport } from '@jackfield/sdk'
import { Button } from '../../kit/button.tsx'
import { Notice } from '../../kit/notice.tsx'
import { RadioCards } from '../../kit/radio-cards.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { transportWords } from '../../kit/transport-words.ts'
import type { PartProps } from './part-props.ts'
import { looksPrivate, urlProblem, wrongBeginning } from './url-rules.ts'

const transports: { value: Transport; label: string; note: string }[] = [
  { value: 'streamable-http', label: transportWords['streamable-http'], note: 'Use this if unsure.' },
  { value: 'sse', label: transportWords.sse, note: 'For servers that speak nothing newer.' },
]

/** Where the server is, and how it is spoken to. */
export function ServerFields({ draft, change, connector }: PartProps) {
  return (
    <section aria-label="Server" className="space-y-5">
      {draft.url === null ? (
        <StoredUrl shown={connector?.url ?? ''} onReplace={() => change({ url: '' })} />
      ) : (
        <Url url={draft.url} saved={connector?.url} onChange={(url) => change({ url })} />
      )}
      <RadioCards
        label="Transport"
        value={draft.transport}
        onValueChange={(transport) => change({ transport })}
        options={transports}
      />
    </section>
  )
}

interface UrlProps {
  url: string
  saved: string | null | undefined
  onChange(url: string): void
}

function Url({ url, saved, onChange }: UrlProps) {
  return (
    <div className="space-y-3">
      <TextField
        label="MCP server URL"
        name="url"
        type="url"
        required
        maxLength={2048}
        autoComplete="off"
        spellCheck={false}
        mono
        placeholder="https://mcp.example.com/mcp"
        hint="Your endpoint, called exactly as entered. Put secrets in headers, not in the address."
        error={wrongBeginning(url) ? 'Must start with http:// or https://' : undefined}
        validate={urlProblem}
        value={url}
        onValueChange={onChange}
      />
      {url !== saved && looksPrivate(url) && (
        <Notice tone="warn" title="This looks like an address of a private network">
          The hub refuses those, so that nobody reaches inner systems through it, unless whoever operates it
          allows the host with <code>JACKFIELD_ALLOWED_HOSTS</code>.
        </Notice>
      )}
    </div>
  )
}

/** An address with hidden parts cannot be edited in place: it stays, or is entered anew (CUS-23). */
function StoredUrl({ shown, onReplace }: { shown: string; onReplace(): void }) {
  return (
    <TextField
      label="MCP server URL"
      readOnly
      mono
      value={shown}
      hint="Stored. Parts of it are hidden, because they may be secret; to change it, enter all of it anew."
      beside={
        <Button aria-label="Replace the MCP server URL" onClick={onReplace}>
          Replace
        </Button>
      }
    />
  )
}
