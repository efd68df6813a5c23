import { lockDataDirectory } from '../../src/storage/data-directory-lock.ts'

// Holds the lock of the directory in its argument until it is killed.
lockDataDirectory(String(process.argv[2]))
console.log('locked')
setInterval(() => undefined, 60_000)
