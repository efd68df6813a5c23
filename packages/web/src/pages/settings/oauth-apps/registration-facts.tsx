import { CopyBlock } from '../../../kit/copy-block.tsx'
import { OutsideLink } from '../../../kit/text-link.tsx'
import type { OAuthApp } from './oauth-app-list.ts'

/** What to register where, for an OAuth app of the account's own. */
export function RegistrationFacts({ app: { name, register, own_redirect_uri, scopes } }: { app: OAuthApp }) {
  return (
    <div className="space-y-3">
      <p className="wrap-anywhere">
        Register it at <OutsideLink href={register}>{register.replace(/^https?:\/\//, '')}</OutsideLink>, with
        this redirect URI, exactly:
      </p>
      <CopyBlock title="Redirect URI" text={own_redirect_uri} />
      {scopes.length > 0 && (
        <CopyBlock
          title="Scopes"
          text={scopes.join(' ')}
          note={`Allow these, where ${name} asks for them.`}
        />
      )}
    </div>
  )
}
