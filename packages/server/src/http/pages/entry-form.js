// Sends the form of the page, with the token of the link, and says what came of it.
const form = document.querySelector('form')
const message = document.querySelector('#message')
const parameters = new URLSearchParams(location.search)
const token = parameters.get('token')
const returnTo = parameters.get('return_to')

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
      body: JSON.stringify({ ...(token !== null && { token }), ...Object.fromEntries(filled) }),
    })
    const answer = await response.json()
    if (response.ok) welcome(answer.me)
    else message.textContent = [answer.error.message, answer.error.hint].filter(Boolean).join(' ')
  } catch {
    message.textContent = 'The server cannot be reached. Try again.'
  }
}

function welcome(me) {
  const back = returnTo === null ? null : new URL(returnTo, location.origin)
  // Only to a page of this hub: the parameter may come from anywhere.
  if (back?.origin === location.origin) return location.replace(back)
  form.remove()
  message.textContent = `You are logged in as ${me.user.email}, in the account ${me.account.name}. `
  const next = document.createElement('a')
  next.href = '/'
  next.textContent = 'Go on'
  message.append(next)
}
