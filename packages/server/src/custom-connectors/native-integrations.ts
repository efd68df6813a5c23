/** CRMs that the Sales Platform integrates itself, for each assistant: they have no connector (CAT-6). */
export const nativeCrms = [
  { slug: 'salesforce', name: 'Salesforce' },
  { slug: 'zoho', name: 'Zoho' },
  { slug: 'bitrix24', name: 'Bitrix24' },
  { slug: 'kommo', name: 'Kommo' },
  { slug: 'keycrm', name: 'KeyCRM' },
  { slug: 'go-high-level', name: 'Go HighLevel' },
  { slug: 'altegio', name: 'Altegio' },
  { slug: 'salesdrive', name: 'SalesDrive' },
] as const

/** What somebody who searches for one of them is told, instead of nothing (CAT-7). `text` is in lower case. */
export function nativeIntegrations(text: string): { slug: string; name: string; message: string }[] {
  const plain = text.replace(/[\s-]/g, '')
  return nativeCrms
    .filter(({ name }) => name.toLowerCase().replace(/\s/g, '').includes(plain))
    .map(({ slug, name }) => ({
      slug,
      name,
      message: `${name} is a native integration of the Sales Platform: it is set up for each assistant, under Integrations.`,
    }))
}
