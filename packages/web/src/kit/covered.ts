/** The seed's exact words for an area that the Sales Platform tools cover (PLT-5, UX-11). */
export const COVERED = 'Already covered by Sales Platform tools above'
