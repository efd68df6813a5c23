import { CopyBlock } from './copy-block.tsx'
import { SecretField } from './secret-field.tsx'
import { TextField } from './text-field.tsx'
import { OutsideLink } from './text-link.tsx'

/** Where at an app an OAuth app is registered; its address is what one reads. */
export function RegisterLink({ href }: { href: string }) {
  return <OutsideLink href={href}>{href.replace(/^https?:\/\//, '')}</OutsideLink>
}

export interface RegistrationBlocksProps {
  /** The app's name. */
  name: string
  redirectUri: string
  scopes: string[]
}

/** What the app asks for when an OAuth app is registered there. */
export function RegistrationBlocks({ name, redirectUri, scopes }: RegistrationBlocksProps) {
  return (
    <>
      <CopyBlock title="Redirect URI" text={redirectUri} />
      {scopes.length > 0 && (
        <CopyBlock
          title="Scopes"
          text={scopes.join(' ')}
          note={`Allow these, where ${name} asks for them.`}
        />
      )}
    </>
  )
}

export interface OAuthClient {
  client_id: string
  client_secret: string
}

/** What an OAuth app gets when it is registered. */
export function OAuthClientFields(props: { client: OAuthClient; onChange(client: OAuthClient): void }) {
  const { client, onChange } = props
  return (
    <>
      <TextField
        label="Client ID"
        name="client_id"
        required
        maxLength={500}
        mono
        autoComplete="off"
        spellCheck={false}
        value={client.client_id}
        onValueChange={(client_id) => onChange({ ...client, client_id })}
      />
      <SecretField
        label="Client secret"
        name="client_secret"
        required
        maxLength={2000}
        hint="Kept encrypted on this hub, and never shown again."
        value={client.client_secret}
        onValueChange={(client_secret) => onChange({ ...client, client_secret })}
      />
    </>
  )
}
