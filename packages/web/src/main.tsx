import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient } from './hub/query-client.ts'
import { Toasts } from './kit/toasts.tsx'
import { router } from './router.tsx'
import { reloadAfterUpdate } from './shell/reload-after-update.ts'
import { followTheme } from './shell/theme.ts'
import './styles.css'

const root = document.querySelector('#root')
if (!root) throw new Error('The page has no #root.')

reloadAfterUpdate()
followTheme()
createRoot(root).render(
  <StrictMode>
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queryClient}>
        <Tooltip.Provider delay={400}>
          {/* Inside of the router, because toasts hold links to pages. */}
          <RouterProvider router={router} InnerWrap={Toasts} />
        </Tooltip.Provider>
      </QueryClientProvider>
    </CSPProvider>
  </StrictMode>,
)
