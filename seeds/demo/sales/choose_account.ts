import type { Moment } from '../basics/calendar.ts'
import type { Random } from '../basics/random.ts'
import type { BusinessLine } from '../catalogue/products.ts'
import type { Channel } from '../catalogue/world.ts'
import type { Account, Person } from '../people/person.ts'

const channelWeights: Record<BusinessLine, Record<Channel, number>> = {
  beauty: { marketplace: 1, douyin: 0.9, jd: 0.7, mini: 0.7, app: 0.7, pos: 0.7 },
  food: { marketplace: 0.3, douyin: 0.2, jd: 0.4, mini: 0.6, app: 0.3, pos: 2.5 },
}
/** Share of a person's acts in the preferred channel, when others are open too. */
export const preferredChannelShare = 0.55

/** Picks the open account with which a person buys: often in the preferred channel; the store card for breakfast. */
export function accountFor(person: Person, business_line: BusinessLine, at: Moment, random: Random): Account | null {
  const open = person.accounts.filter(
    ({ source, joined_at, cancelled_at }) =>
      source !== 'crm' && source !== 'wecom' && joined_at <= at && (cancelled_at === null || at < cancelled_at),
  )
  const card = person.kind === 'breakfast' ? open.find(({ source }) => source === 'pos') : undefined
  if (card || open.length === 0) return card ?? null
  const channel = preferredChannel(person, business_line)
  const [preferred, others] = [open.filter(({ source }) => source === channel), open.filter(({ source }) => source !== channel)]
  if (preferred.length === 0 || others.length === 0) return pickWeighted(open, business_line, random.next())
  return random.chance(preferredChannelShare) ? random.pick(preferred) : pickWeighted(others, business_line, random.next())
}

/** The channel in which a person prefers to buy; null without an account that can buy. */
export function preferredChannel({ accounts, habits }: Person, business_line: BusinessLine): Channel | null {
  const own = accounts.filter(({ source }) => source !== 'crm' && source !== 'wecom')
  return own.length === 0 ? null : (pickWeighted(own, business_line, habits.channel_draw).source as Channel)
}

function pickWeighted(accounts: readonly Account[], business_line: BusinessLine, draw: number): Account {
  const weightOf = ({ source }: Account) => channelWeights[business_line][source as Channel]
  let left = draw * accounts.reduce((sum, account) => sum + weightOf(account), 0)
  return accounts.find((account) => (left -= weightOf(account)) < 0) ?? accounts.at(-1)!
}
