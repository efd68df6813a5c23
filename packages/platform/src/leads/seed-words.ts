// What sample leads are made of. Phone numbers are of the range 555-0100 to 555-0199 that is kept for fiction, and
// addresses end in .example, which nobody can own (RFC 2606).

export const firstNames =
  'Anna Olena Maria Ivan Petro Oksana Andriy Kateryna Dmytro Iryna Sofia Lukas Emma Jonas Mia Paul Clara Noah Lena Felix Chloé Hugo Inès Léa Louis Marta Pablo Lucía Diego Elena Tomasz Zofia Jakub Maja James Olivia Henry Amelia George Grace Aisha Omar Yusuf Priya Arjun Mei Kenji Yuki Linh Kofi'.split(
    ' ',
  )

export const lastNames =
  'Shevchenko Kovalenko Bondar Tkachuk Melnyk Kravets Moroz Lysenko Schmidt Weber Fischer Wagner Becker Hoffmann Dubois Moreau Laurent Girard Lefèvre García Navarro Ortega Romero Nowak Wójcik Kamiński Zieliński Smith Taylor Walker Hughes Bennett Carter Khan Rahman Patel Sharma Chen Wang Tanaka Sato Nguyen Tran Mensah Okafor Andersen Nilsson Virtanen Rossi Conti'.split(
    ' ',
  )

const trades = [
  'Dental',
  'Fitness',
  'Logistics',
  'Bakery',
  'Interiors',
  'Travel',
  'Optics',
  'Garden',
  'Studio',
  'Auto',
]
const places = [
  'Harbour',
  'Linden',
  'North',
  'Sunny',
  'Old Town',
  'River',
  'Green',
  'Bright',
  'Castle',
  'Blue',
]

export const companies = places.flatMap((place) => trades.map((trade) => `${place} ${trade}`))

export const sources = [
  'website',
  'instagram',
  'facebook',
  'telegram',
  'whatsapp',
  'referral',
  'event',
  'phone',
]

export const managers = ['maria@example.com', 'tom@example.com', 'nadia@example.com']

/** With the share of leads that carry each. */
export const labels = [
  { name: 'VIP', color: '#c2410c', share: 0.05 },
  { name: 'Hot', color: '#dc2626', share: 0.12 },
  { name: 'Newsletter', color: '#2563eb', share: 0.35 },
  { name: 'Price list sent', color: '#7c3aed', share: 0.2 },
  { name: 'Wants a call', color: '#0891b2', share: 0.1 },
  { name: 'Returning', color: '#16a34a', share: 0.15 },
  { name: 'Student', color: '#ca8a04', share: 0.04 },
  { name: 'Wholesale', color: '#475569', share: 0.03 },
] as const

export const partnerStages = [
  { name: 'Found', kind: 'open' },
  { name: 'In talks', kind: 'open' },
  { name: 'Contract', kind: 'open' },
  { name: 'Partner', kind: 'won' },
  { name: 'Declined', kind: 'lost' },
] as const

export const noteTexts = [
  'Asked for the price list; sent it by e-mail.',
  'Prefers to be called after 5 pm.',
  'Compares us with one other offer, decides by the end of the month.',
  'Liked the demo, wants to show it to a colleague.',
  'Budget is confirmed for this quarter.',
  'No answer on the phone, left a message.',
  'Wants delivery to the office, not home.',
  'Found us through a friend who bought last year.',
  'Needs an invoice with VAT before paying.',
  'Asked about instalments.',
]

export const taskTitles = [
  'Call back',
  'Send the offer',
  'Follow up on the offer',
  'Book a demo',
  'Check the payment',
  'Ask for feedback',
  'Send the contract',
  'Update the contact details',
]

export const attachments = [
  { name: 'price-list.pdf', mime: 'application/pdf', size: 184_320 },
  { name: 'offer.pdf', mime: 'application/pdf', size: 96_104 },
  {
    name: 'contract.docx',
    mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    size: 48_230,
  },
  { name: 'floor-plan.png', mime: 'image/png', size: 612_408 },
] as const

export const cities = [
  'Kyiv',
  'Lviv',
  'Berlin',
  'Vienna',
  'Paris',
  'Madrid',
  'Warsaw',
  'London',
  'Toronto',
  'Oslo',
]

/** Of North America. */
export const areaCodes =
  '201 202 203 205 206 207 208 209 210 212 213 214 215 216 217 218 219 224 225 228 229 231 234 239 240 248 251 252 253 254 256 260 262 267 269 270 276 281 301 302 303 304 305 307 308 309 310 312 313 314 315 316 317 318 319 320 321 323 325 330 331 334 336 337 339 347 351 352 360 361 385 386 401 402 404 405 406 407 408 409'.split(
    ' ',
  )
