import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where `vite` sends what the dashboard asks the hub, while somebody works on it. */
const hub = process.env.JACKFIELD_URL ?? 'http://127.0.0.1:3000'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwind()],
  build: {
    target: 'es2023',
    // The policy of the page loads no data: addresses of scripts and fonts, and a file is cached on its own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    license: { fileName: 'licenses.md' },
  },
  // The hub takes what says that it comes from its own pages: the Host stays as the browser sent it.
  server: {
    host: '127.0.0.1',
    proxy: { '^/(api|icons|logos|oauth|mcp)/': { target: hub, changeOrigin: false } },
  },
})
