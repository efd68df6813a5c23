import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { CliError } from '../src/failure.ts'
import { readArguments, readJsonArguments } from '../src/tool-arguments.ts'
import { removeScratchDirectories, scratchDirectory } from './scratch-directory.ts'

afterAll(removeScratchDirectories)

const schema = {
  type: 'object',
  properties: {
    text: { type: 'string' },
    whole: { type: 'integer' },
    number: { type: 'number' },
    flag: { type: 'boolean' },
    object: { type: 'object' },
    texts: { type: 'array', items: { type: 'string' } },
    numbers: { type: 'array', items: { type: 'number' } },
    either: { anyOf: [{ type: 'number' }, { type: 'string' }] },
    nullable: { type: ['string', 'null'] },
    level: { enum: ['low', 'high'] },
    anything: {},
  },
}

it.each([
  [['text=42'], { text: '42' }],
  [['text='], { text: '' }],
  [['text=a=b'], { text: 'a=b' }],
  [['whole=42'], { whole: 42 }],
  [['number=-1.5e3'], { number: -1500 }],
  [['flag=true'], { flag: true }],
  [['object={"a":[1]}'], { object: { a: [1] } }],
  [['texts=a', 'texts=2'], { texts: ['a', '2'] }],
  [['texts=["a","b"]'], { texts: ['a', 'b'] }],
  [['numbers=1', 'numbers=2'], { numbers: [1, 2] }],
  [['either=1'], { either: 1 }],
  [['either=one'], { either: 'one' }],
  [['nullable=null'], { nullable: null }],
  [['nullable=text'], { nullable: 'text' }],
  [['level=low'], { level: 'low' }],
  [['anything={"a":1}'], { anything: { a: 1 } }],
  [['anything=some words'], { anything: 'some words' }],
  [['unknown=7'], { unknown: 7 }],
])('reads %j by the schema', (pairs, expected) => {
  expect(readArguments(pairs, schema)).toEqual(expected)
})

it.each([
  [['whole=1.5'], 'integer'],
  [['number=many'], 'number'],
  [['flag=yes'], 'boolean'],
  [['object=[1]'], 'object'],
  [['numbers=a'], 'number'],
  [['text=a', 'text=b'], 'given 2 times'],
  [['text'], '--arg name=value'],
])('refuses %j and names the remedy', (pairs, message) => {
  const refusal = { code: 'usage', text: expect.stringContaining(message) as string }
  expect(refusalOf(() => readArguments(pairs, schema))).toMatchObject(refusal)
})

function refusalOf(attempt: () => unknown): { code: string; text: string } {
  try {
    attempt()
  } catch (error) {
    if (error instanceof CliError) return { code: error.code, text: `${error.message} ${error.hint}` }
  }
  throw new Error('It was not refused.')
}

it('reads names and values by themselves when there is no schema', () => {
  expect(readArguments(['a=1', 'b=x', 'c=[true]'], undefined)).toEqual({ a: 1, b: 'x', c: [true] })
})

it('reads a file', async () => {
  const file = join(scratchDirectory(), 'args.json')
  writeFileSync(file, '{"id": 7}')
  await expect(readJsonArguments(`@${file}`)).resolves.toEqual({ id: 7 })
})

it.each(['{', '[1]', 'null', '"text"', '@/nowhere.json'])('refuses the JSON arguments %j', async (source) => {
  await expect(readJsonArguments(source)).rejects.toMatchObject({ code: 'usage' })
})
