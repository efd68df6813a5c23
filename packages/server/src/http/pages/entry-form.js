// Sends the form of the page, with the token of the link, and says what came of it.
const form = document.querySelector('form')
const message = document.querySelector('#message')
const token = new URLSearchParams(location.search).get('token') ?? ''

// The token must not stay in the history, nor in the address bar for others to read.
history.replaceState(null, '', location.pathname)

form.addEventListener('submit', (event) => {
  event.preventDefault()
  void sendForm()
})

async function sendForm() {
  message.textContent = ''
  const filled = [...new FormData(form)].filter(([, value]) => value !== '')
  try {
    const response = await fetch(form.dataset.path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, ...Object.fromEntries(filled) }),
    })
    const answer = await response.json()
    if (response.ok) welcome(answer.me)
    else message.textContent = [answer.error.message, answer.error.hint].filter(Boolean).join(' ')
  } catch {
    message.textContent = 'The server cannot be reached. Try again.'
  }
}

function welcome(me) {
  form.remove()
  message.textContent = `You are logged in as ${me.user.email}, in the account ${me.account.name}. `
  const next = document.createElement('a')
  next.href = '/'
  next.textContent = 'Go on'
  message.append(next)
}
