/** How the stand-ins' pages look: plain, in the light and dark of the browser, nothing loaded from anywhere. */
export const pageStyle = `
:root{color-scheme:light dark;--paper:#faf9f6;--ink:#1d1b18;--quiet:#5f5a52;--line:#e4e0d8;--edge:#8a8478;--accent:#8f5e14;--on:#fff;--tint:#f4e8d2}
@media (prefers-color-scheme:dark){:root{--paper:#151412;--ink:#ece9e2;--quiet:#a8a196;--line:#2c2a26;--edge:#7d766b;--accent:#e2ac4a;--on:#1d1b18;--tint:#2f2615}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.6 Inter,system-ui,sans-serif}
.demo{margin:0;padding:8px 16px;background:var(--tint);border-bottom:1px solid var(--line);text-align:center;font-size:14px}
main{max-width:30rem;margin:8vh auto 48px;padding:0 16px}
h1{font-size:24px;line-height:1.3;margin:0 0 16px;text-wrap:balance}
h1,p,code{overflow-wrap:anywhere}
label[for]{display:block;font-weight:600}
input:not([type=checkbox]){font:inherit;color:inherit;background:transparent;width:100%;padding:8px 12px;border:1px solid var(--edge);border-radius:6px}
small{color:var(--quiet);font-size:13px}
fieldset{border:1px solid var(--line);border-radius:8px;margin:24px 0;padding:8px 16px}
legend{padding:0 8px;font-weight:600}
ul{list-style:none;margin:0;padding:0}
li label{display:flex;gap:8px;align-items:baseline;padding:4px 0}
input[type=checkbox]{accent-color:var(--accent)}
code{font:14px/1.5 'JetBrains Mono',ui-monospace,monospace}
.buttons{display:flex;gap:8px;flex-wrap:wrap}
button{font:inherit;font-weight:600;padding:8px 20px;border-radius:6px;border:1px solid var(--edge);background:transparent;color:var(--ink);cursor:pointer}
button[value=allow]{background:var(--accent);border-color:var(--accent);color:var(--on)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
`
