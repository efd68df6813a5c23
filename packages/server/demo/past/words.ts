import type { SeededChance } from '@jackfield/platform'

const customers = [
  'Hana Novak',
  'Luis Ortega',
  'Amara Diallo',
  'Peter Schmitt',
  'Yuki Tanaka',
  'Clara Rossi',
  'Oskar Lund',
  'Fatima Zahra',
  'Ben Carver',
  'Ines Moreau',
]
const companies = ['Brightwater', 'Kestrel Foods', 'Lumen Studio', 'Orchard & Co', 'Pilot Works', 'Tidewater']
const subjects = [
  'parcel has not arrived',
  'invoice shows the wrong address',
  'cannot log in after reset',
  'change the delivery date',
  'lamp arrived broken',
  'cancel my subscription',
  'how do I export my data',
  'refund for order',
]

/** Mail addresses end as RFC 2606 reserves it: they reach nobody. */
export const words = {
  customer: (chance: SeededChance) => chance.pick(customers),
  company: (chance: SeededChance) => chance.pick(companies),
  subject: (chance: SeededChance) => chance.pick(subjects),
  email: (chance: SeededChance) => `${chance.pick(customers).toLowerCase().replace(' ', '.')}@example.com`,
  order: (chance: SeededChance) => `A-${10_000 + chance.below(900)}`,
  number: (chance: SeededChance, from: number, count: number) => from + chance.below(count),
  digits: (chance: SeededChance, from: number, count: number) => String(from + chance.below(count)),
  issue: (chance: SeededChance) => `${chance.pick(['OPS', 'APP', 'WEB'])}-${100 + chance.below(240)}`,
  page: (chance: SeededChance) =>
    `2c1f8e40b7d${chance.pick(['04a1', '0b37', '0c92', '0d5e'])}9a3e6f7a8b9c0d1ef`,
}
