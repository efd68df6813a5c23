import { invalid } from '../errors.ts'

/** The exact sentence of the form (CUS-5). */
const acknowledgement = 'I understand custom connectors can introduce risks'

/** @throws Refusal `invalid` on `acknowledged` unless it is ticked: the server checks it too */
export function requireAcknowledgement(acknowledged: boolean | undefined): void {
  if (acknowledged !== true) throw invalid('acknowledged', `must be ticked: "${acknowledgement}".`)
}
