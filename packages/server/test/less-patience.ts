import type { Config } from '../src/config.ts'

/** Does something while a hub waits only so long for others: for tests of what happens when that time is over. */
export async function withLessPatience<Result>(
  config: Config,
  less: Partial<Pick<Config, 'openTimeoutMs' | 'callTimeoutMs'>>,
  work: () => Promise<Result>,
): Promise<Result> {
  const { openTimeoutMs, callTimeoutMs } = config
  Object.assign(config, less)
  try {
    return await work()
  } finally {
    Object.assign(config, { openTimeoutMs, callTimeoutMs })
  }
}
