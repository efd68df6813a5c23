import { toErrorList } from '@rjsf/utils'
import type { RJSFSchema, ValidatorType } from '@rjsf/utils'
import type { Json } from '../is-record.ts'
import { isValid, issuesOf } from '../schema/validator.ts'
import { errorTree } from './error-tree.ts'

/** What the form asks of a schema, answered without `eval` (the policy of the page has no `unsafe-eval`). */
export const rjsfValidator: ValidatorType = {
  isValid: (schema, value: unknown, root) => isValid(asJson(schema), value, asJson(root)),
  rawValidation: () => ({ errors: [] }),
  validateFormData: (value: unknown, schema) => {
    const errorSchema = errorTree(issuesOf(asJson(schema), value))
    return { errors: toErrorList(errorSchema), errorSchema }
  },
}

function asJson(schema: RJSFSchema): Json {
  return schema
}
