import { useMutation, useQueryClient } from '@tanstack/react-query'
import { JackfieldError } from '@jackfield/sdk'
import { say } from '../kit/toasts.tsx'
import type { Said } from '../kit/toasts.tsx'

export interface ActionOptions<Input, Output> {
  run(input: Input): Promise<Output>
  /** First words of the queries that are out of date afterwards. */
  invalidates?: readonly string[]
  /** Says what was done. */
  done?(output: Output, input: Input): Said | undefined
  /** Errors go to the caller's own place, for example a form, and make no toast. */
  quiet?: boolean
}

/** Something that a person does: runs it, says what came of it, and has out-of-date data asked again. */
export function useAction<Input = void, Output = unknown>(options: ActionOptions<Input, Output>) {
  const client = useQueryClient()
  return useMutation<Output, Error, Input>({
    mutationFn: options.run,
    onSuccess: (output, input) => {
      const said = options.done?.(output, input)
      if (said) say(said)
    },
    onError: (error) => {
      if (options.quiet || (error instanceof JackfieldError && error.code === 'unauthenticated')) return
      const hint = error instanceof JackfieldError ? error.hint : undefined
      say({ title: error.message, jack: 'skipped', ...(hint !== undefined && { description: hint }) })
    },
    // Also after a failure: a conflict means that what is shown is out of date.
    onSettled: () =>
      Promise.all((options.invalidates ?? []).map((noun) => client.invalidateQueries({ queryKey: [noun] }))),
  })
}
