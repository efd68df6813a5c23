import { keyedAddress, mcpConfig, mcpInstallLink } from '@jackfield/sdk'
import type { LinkedMcpClient, McpClient } from '@jackfield/sdk'
import { ExternalLink } from 'lucide-react'
import { useState } from 'react'
import { buttonLook } from '../../kit/button.tsx'
import { CopyBlock } from '../../kit/copy-block.tsx'
import { Segmented } from '../../kit/segmented.tsx'
import type { MadeKey } from './keys/use-target-keys.ts'
import { keyKind, serverName } from './target.ts'
import type { Target } from './target.ts'

export interface ConfigBlocksProps {
  target: Target
  address: string
  /** Stands in the blocks; without it, a variable does. */
  made: MadeKey | undefined
}

const titles: Record<McpClient, string> = {
  'claude-code': 'Claude Code command',
  cursor: 'Cursor config',
  vscode: 'VS Code config',
  codex: 'Codex config',
  'add-mcp': 'Command for any client',
}
const others = [
  { value: 'vscode', label: 'VS Code' },
  { value: 'codex', label: 'Codex' },
  { value: 'add-mcp', label: 'Any client' },
] as const

/** The three blocks of the guides (ADR-4 to ADR-7), and one more for other clients. */
export function ConfigBlocks({ target, address, made }: ConfigBlocksProps) {
  const [other, setOther] = useState<(typeof others)[number]['value']>('vscode')
  const keyInAddress = made?.inUrl === true
  const input = {
    endpoint: keyInAddress ? keyedAddress(address, made.secret) : address,
    name: serverName(target),
    keyOf: keyKind(target),
    keyInAddress,
    key: made?.secret,
  }
  return (
    <>
      <CopyBlock title="Server address" text={input.endpoint} note={<Warning keyed={keyInAddress} />} />
      <Client client="claude-code" input={input} />
      <Client client="cursor" input={input} />
      <Segmented label="Another client" value={other} onValueChange={setOther} options={others} />
      <Client client={other} input={input} />
    </>
  )
}

function Client({ client, input }: { client: McpClient; input: Parameters<typeof mcpConfig>[1] }) {
  const { text, place, note, language } = mcpConfig(client, input)
  const linked = client === 'cursor' || client === 'vscode' ? client : undefined
  return (
    <CopyBlock
      title={titles[client]}
      text={text}
      note={
        <>
          <p>{language === 'sh' ? `Run it in ${place}.` : `Goes into ${place}.`}</p>
          {note !== undefined && <p>{note}</p>}
        </>
      }
      actions={linked && <AddLink client={linked} href={mcpInstallLink(linked, input)} />}
    />
  )
}

/** Opens the client itself, which asks before it adds the server. */
function AddLink({ client, href }: { client: LinkedMcpClient; href: string }) {
  return (
    <a href={href} className={buttonLook('secondary', 'small')}>
      <ExternalLink className="size-3.5" aria-hidden />
      {client === 'cursor' ? 'Add to Cursor' : 'Add to VS Code'}
    </a>
  )
}

/** ADR-9. */
function Warning({ keyed }: { keyed: boolean }) {
  return keyed
    ? "This address holds the key: treat it as a secret. Whoever has it can use these tools. Keep it private, and don't paste it anywhere public."
    : "The key opens this address: treat both as a secret, keep them private, and don't paste them anywhere public."
}
