import { expect, it } from 'vitest'
import { isNewEnough } from '../node-binary.mjs'

it.each([
  ['v20.20.2', false],
  ['24.11.1', false],
  ['v24.12.0', true],
  ['24.21.0', true],
  ['25.2.0', false],
  ['26.0.0', true],
])('Node %s is new enough: %s', (version, answer) => {
  expect(isNewEnough(version)).toBe(answer)
})
