/** Beginnings in hexadecimal: the formats that every browser shows. */
const signatures: { type: string; start: RegExp }[] = [
  { type: 'image/png', start: /^89504e470d0a1a0a/ },
  { type: 'image/jpeg', start: /^ffd8ff/ },
  { type: 'image/gif', start: /^47494638(37|39)61/ },
  { type: 'image/webp', start: /^52494646.{8}57454250/ },
  // ISO/IEC 14496-12: `ftyp` with a list of brands; one of them says AVIF.
  { type: 'image/avif', start: /^.{8}66747970(.{8})*?617669(66|73)/ },
  { type: 'image/x-icon', start: /^00000100/ },
]
/** Longer than any signature and any usual list of brands. */
const START_BYTES = 64

const comments = String.raw`(?:<!--(?:(?!--)[^])*-->\s*)*`
/** XML up to its root element. A document type with declarations of its own is not let in. */
const svgStart = new RegExp(
  String.raw`^\s*(?:<\?xml[^>]*\?>\s*)?${comments}(?:<!DOCTYPE\s[^[>]*>\s*)?${comments}<svg[\s/>]`,
)

/**
 * The media type of a picture, by what it is and not by what its server says of it; undefined when it is none that
 * can be shown.
 */
export function pictureType(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, START_BYTES)).toString('hex')
  const known = signatures.find((signature) => signature.start.test(start))
  return known?.type ?? (isSvg(bytes) ? 'image/svg+xml' : undefined)
}

function isSvg(bytes: Uint8Array): boolean {
  try {
    return svgStart.test(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return false
  }
}
