import { isSecretName } from '../net/secret-names.ts'

// Every quantifier below is bounded or cannot overlap with what follows, so that hostile text costs linear time.
const PRIVATE_KEY = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY/
const JWT = /\beyJ[\w-]{10,300}\.[\w-]{10}/
/** How the keys of well-known services begin, and our own. */
const KNOWN_KEY =
  /(?<![\w-])(?:sk-|[rs]k_(?:live|test)_|whsec_|gh[oprsu]_|github_pat_|glpat-|xox[abeprs]-|xapp-|AIza|GOCSPX-|ya29\.|npm_|pypi-|hf_|gsk_|xai-|dop_v1_|shp(?:at|ss)_|SG\.|lin_api_|ntn_|figd_|jf_[a-z]{1,16}_)[\w.-]{16,}/g
const AWS_KEY = /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/
const PASSWORD_IN_URL = /:\/\/[^\s/@:]{1,100}:([^\s/@]{1,100})@/g
const SCHEME_AND_VALUE = /\b(?:Bearer|Basic)[ \t]{1,3}([\w.~+/=-]+)/gi
/**
 * `token=abc`, `"X-Api-Key": "abc"`, `the API key is abc`: one or two words, and a value without spaces. The value is
 * looked at again, since it may hold a name itself: `see: https://host/?token=abc`.
 */
const NAME_AND_VALUE =
  /(?<![\w-])(?:([A-Za-z][\w-]{0,40}) )?([A-Za-z][\w-]{0,40})["'`*]{0,3}(?:[ \t]{0,3}[:=]|[ \t]{1,3}is)[ \t"'`*]{0,6}(?=([^\s"'`*,;&()]{1,200}))/g

/**
 * The lines, counted from 1, that look as if they held a key, token or password (SEC-3). A guess: placeholders such
 * as `<token>` or `$TOKEN` and plain words are let pass, and a secret that looks like nothing is not found.
 */
export function linesWithSecrets(text: string): number[] {
  return text.split('\n').flatMap((line, at) => (holdsSecret(line) ? [at + 1] : []))
}

function holdsSecret(line: string): boolean {
  if (PRIVATE_KEY.test(line) || JWT.test(line) || AWS_KEY.test(line)) return true
  return (
    [...line.matchAll(KNOWN_KEY)].some(([key]) => /\d/.test(key)) ||
    [...line.matchAll(PASSWORD_IN_URL)].some(([, password = '']) => !isPlaceholder(password)) ||
    [...line.matchAll(SCHEME_AND_VALUE)].some(([, value = '']) => isRandom(value)) ||
    [...line.matchAll(NAME_AND_VALUE)].some(
      ([, first = '', last = '', value = '']) =>
        (isSecretName(last) || isSecretName(`${first}${last}`.toLowerCase())) && isRandom(value),
    )
  )
}

/** Whether a value is more than a word or a number: letters and digits, as people and machines make secrets. */
function isRandom(value: string): boolean {
  if (isPlaceholder(value) || value.includes('://')) return false
  return value.length >= 6 && /[a-z]/i.test(value) && /\d/.test(value)
}

function isPlaceholder(value: string): boolean {
  return /[<>{}[\]$%]|\*{3}|\.{3}|…/.test(value)
}
