import type { SignInOptions } from '@jackfield/sdk'

/** Where the sign-in and the calls go, when that is not the app's own address: whoever enters a secret should know. */
export function MovedHosts({ name, hosts }: { name: string; hosts: SignInOptions['hosts'] }) {
  const moved = [...new Set(hosts.filter((host) => host.moved).map(({ url }) => url))]
  if (moved.length === 0) return null
  return (
    <p className="text-xs text-ink-soft wrap-anywhere">
      This hub’s operator has it reach {name} at{' '}
      {moved.map((url, index) => (
        <span key={url}>
          {index > 0 && ', '}
          <code>{url}</code>
        </span>
      ))}
      .
    </p>
  )
}
