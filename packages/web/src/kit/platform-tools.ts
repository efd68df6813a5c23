/** The id of the Sales Platform tools where connectors have theirs: on the map, in the log and in its numbers. They are none. */
export const PLATFORM_TOOLS = 'sales-platform'
