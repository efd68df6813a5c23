import type { Page } from 'playwright-core'

/** What only somebody's text could have put into a page: the dashboard itself makes none of it. */
const foreign = [
  'script:not([src])',
  'style',
  'iframe, object, embed, base, form[action]',
  '[onerror], [onload], [onclick]',
  'img:not([src^="/icons/"], [src^="/logos/"], [src^="blob:"])',
  'a[href^="javascript:" i], a[href^="data:" i], a[href*="evil.example"]',
].join(', ')

/** What hostile text has done to a page at this width: elements of its own, or a layout that no longer holds. */
export async function tracesOn(page: Page, width: number): Promise<string[]> {
  await page.setViewportSize({ width, height: 900 })
  return page.evaluate<
    string[]
  >(`new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
    const made = [...document.querySelectorAll(${JSON.stringify(foreign)})].map((one) => 'made of text: ' + one.outerHTML.slice(0, 200))
    const { scrollWidth, clientWidth } = document.documentElement
    const wide = scrollWidth > clientWidth ? ['the page is ' + (scrollWidth - clientWidth) + ' px too wide'] : []
    done([...made, ...wide, ...(${sticksOut})()].slice(0, 8).map((one) => '${width} px: ' + one))
  })))`)
}

/** Text that reaches out of its card, its cell or its window, with nothing between that scrolls or cuts it. */
const sticksOut = `() => {
  const found = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const boxes = 'li, td, th, [role=dialog], [role=menu], [class*="rounded-card"], body'
  const range = document.createRange()
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.data.trim() === '') continue
    range.selectNodeContents(node)
    const text = range.getBoundingClientRect()
    // Hidden, or only for screen readers.
    if (text.width < 2 || text.height < 2) continue
    let box = node.parentElement
    let cut = false
    for (; box && !cut; box = box.parentElement) {
      const looks = getComputedStyle(box)
      cut = looks.overflowX !== 'visible' || looks.position === 'absolute' && looks.clipPath !== 'none' || box.tagName === 'OPTION' || box.tagName === 'TEXTAREA'
      if (box.matches(boxes)) break
    }
    if (cut || !box) continue
    const { left, right } = box.getBoundingClientRect()
    if (text.right > right + 1 || text.left < left - 1)
      found.push('sticks out: ' + node.data.slice(0, 60) + ' of ' + box.outerHTML.slice(0, 120))
  }
  return found
}`
