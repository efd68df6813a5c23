/** The name of the host at which an entry's API is. */
export const apiHost = 'api'
