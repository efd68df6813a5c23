/** The sales plugin's `.mcp.json`, the example of the connectors page. */
export const salesPlugin = {
  mcpServers: {
    hubspot: { type: 'http', url: 'https://mcp.hubspot.com/anthropic' },
    close: { type: 'http', url: 'https://mcp.close.com/mcp' },
    clay: { type: 'http', url: 'https://api.clay.com/v3/mcp' },
    zoominfo: { type: 'http', url: 'https://mcp.zoominfo.com/mcp' },
    fireflies: { type: 'http', url: 'https://api.fireflies.ai/mcp' },
    slack: { type: 'http', url: 'https://mcp.slack.com/mcp' },
  },
}
