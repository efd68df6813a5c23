/** The browser's, in which times are shown: `Europe/Berlin`. */
export const browserTimeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
