/** `HubSpot`, `HubSpot and Slack`, `HubSpot, Slack, Notion and 4 more`. @param most so many are named */
export function namesInWords(names: string[], most = 4): string {
  const more = names.length - most
  const parts = more > 0 ? [...names.slice(0, most), `${more} more`] : names
  if (parts.length < 2) return parts.join('')
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
