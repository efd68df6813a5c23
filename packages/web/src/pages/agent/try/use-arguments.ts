import type { ToolsetTool } from '@jackfield/sdk'
import { useMemo, useState } from 'react'
import type { Json } from './is-record.ts'
import { argumentsIn } from './json-text.ts'
import { formPlan } from './schema/form-plan.ts'
import type { FormPlan } from './schema/form-plan.ts'
import { filledIn, initialArguments } from './schema/initial-arguments.ts'

export type View = 'form' | 'json'

/** The arguments of one tool while they are written, as fields or as JSON. */
export interface Arguments {
  /** Undefined where the schema only allows JSON. */
  plan: FormPlan | undefined
  view: View
  /** Takes the arguments over, as far as they can be read. */
  show(view: View): void
  args: Json
  setArgs(args: Json): void
  text: string
  setText(text: string): void
  /** As they are sent. */
  sent(args: Json): Json
  /** Puts other arguments in their place. */
  fill(args: Json): void
}

export function useArguments(tool: ToolsetTool, first?: Json): Arguments {
  const plan = useMemo(() => formPlan(tool.input_schema), [tool.input_schema])
  const [view, setView] = useState<View>(plan ? 'form' : 'json')
  const [args, setArgs] = useState<Json>(() => first ?? initialArguments(tool.input_schema))
  const [text, setText] = useState(() => JSON.stringify(args, null, 2))
  const sent = (value: Json) => (plan && view === 'form' ? filledIn(value, plan.schema) : value)
  const show = (next: View) => {
    if (next === 'json') setText(JSON.stringify(sent(args), null, 2))
    else setArgs(argumentsIn(text).args ?? args)
    setView(next)
  }
  const fill = (value: Json) => {
    setArgs(value)
    setText(JSON.stringify(value, null, 2))
  }
  return { plan, view, show, args, setArgs, text, setText, sent, fill }
}
