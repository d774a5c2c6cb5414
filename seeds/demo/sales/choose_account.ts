import type { Moment } from '../basics/calendar.ts'
import type { Random } from '../basics/random.ts'
import type { BusinessLine } from '../catalogue/products.ts'
import type { Channel } from '../catalogue/world.ts'
import type { Account, Person } from '../people/person.ts'

const channelWeights: Record<BusinessLine, Record<Channel, number>> = {
  beauty: { marketplace: 1, mini: 0.7, app: 0.7, pos: 0.7 },
  food: { marketplace: 0.3, mini: 0.6, app: 0.3, pos: 2.5 },
}

/** Picks the open account with which a person buys; the store card for breakfast. */
export function accountFor(person: Person, business_line: BusinessLine, at: Moment, random: Random): Account | null {
  const open = person.accounts.filter(
    ({ source, joined_at, cancelled_at }) =>
      source !== 'crm' && source !== 'wecom' && joined_at <= at && (cancelled_at === null || at < cancelled_at),
  )
  const card = person.kind === 'breakfast' ? open.find(({ source }) => source === 'pos') : undefined
  if (card || open.length === 0) return card ?? null
  let draw = random.next() * open.reduce((sum, { source }) => sum + channelWeights[business_line][source as Channel], 0)
  return open.find(({ source }) => (draw -= channelWeights[business_line][source as Channel]) < 0) ?? open.at(-1)!
}
