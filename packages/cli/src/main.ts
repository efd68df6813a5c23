import { runCli } from './run.ts'

// `jackfield audit export | head` closes the pipe early: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1)
})

// Set instead of exiting, so that everything written to a pipe gets through.
process.exitCode = await runCli(process.argv.slice(2))
