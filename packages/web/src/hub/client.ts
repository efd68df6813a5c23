import { createClient } from '@jackfield/sdk'

/** The hub that served this page; the session cookie says who asks. */
export const hub = createClient({ url: window.location.origin })
