export const DEFAULT_ON = 'New agents start with every connector on'
