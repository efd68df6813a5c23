/** What a program that was started by `startProgram` tells its parent. */
export type ChildMessage = { ready: unknown } | { answer: unknown } | { failure: string }

/**
 * Ties a program to the one that started it: says that it is ready, answers what it is asked, one thing at a time,
 * and ends when its parent does.
 */
export function serveParent(ready: unknown, answer: (question: unknown) => unknown): void {
  process.on('disconnect', () => process.exit(0))
  process.on('message', (question: unknown) => {
    Promise.resolve()
      .then(() => answer(question))
      .then(
        (value) => tell({ answer: value }),
        (error: unknown) => tell({ failure: error instanceof Error ? error.message : String(error) }),
      )
  })
  tell({ ready })
}

function tell(message: ChildMessage): void {
  process.send?.(message)
}
