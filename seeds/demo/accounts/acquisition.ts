import { dayOf, monthOf } from '../basics/calendar.ts'
import { randomOf } from '../basics/random.ts'
import { weighted } from '../basics/weighted.ts'
import { adMedium } from './media.ts'
import { guidesOf } from '../people/guides.ts'
import { invitationOf } from '../people/invitations.ts'
import type { Account, Person, Settings } from '../people/person.ts'

type Way = 'advertisement' | 'search' | 'store' | 'guide' | 'invitation' | 'direct'
/** How an account was won, as its source writes it. */
export type Acquisition = { acquired_by: Way; acquisition_campaign: string | null; acquisition_guide_id: string | null }

/** The columns of an acquisition in a member file. */
export const acquisitionColumns = ['acquired_by', 'acquisition_campaign', 'acquisition_guide_id'] as const

// Shares in per cent of the accounts that no member invited. A WeCom contact is always won by its guide.
const ways: Record<Exclude<Account['source'], 'wecom' | 'official_account'>, [Way, number][]> = {
  marketplace: [
    ['search', 45],
    ['advertisement', 35],
    ['direct', 20],
  ],
  douyin: [
    ['advertisement', 65],
    ['search', 15],
    ['direct', 20],
  ],
  jd: [
    ['search', 50],
    ['advertisement', 30],
    ['direct', 20],
  ],
  mini: [
    ['store', 35],
    ['advertisement', 25],
    ['guide', 20],
    ['direct', 20],
  ],
  app: [
    ['advertisement', 55],
    ['search', 25],
    ['direct', 20],
  ],
  pos: [
    ['store', 75],
    ['guide', 25],
  ],
  crm: [
    ['store', 45],
    ['guide', 25],
    ['direct', 30],
  ],
}
const pickWay = Object.fromEntries(Object.entries(ways).map(([source, shares]) => [source, weighted(shares)]))

/** How an account was won. A guide works on that day in `store_code`, by default the person's usual store. */
export function acquisitionOf(
  settings: Settings,
  person: Person,
  account: Account,
  store_code = person.home_store[person.business_line === 'food' ? 'food' : 'beauty'],
): Acquisition {
  const random = randomOf(settings.seed, 16 * person.index + person.accounts.indexOf(account), 'acquisition')
  const day = dayOf(account.joined_at)
  const acquired_by = inviterOf(settings, person, account) === null ? pickWay[account.source]!(random) : 'invitation'
  return {
    acquired_by,
    acquisition_campaign: acquired_by === 'advertisement' ? `${adMedium(account.source, random)}-${monthOf(day)}` : null,
    acquisition_guide_id: acquired_by === 'guide' ? random.pick(guidesOf(settings).in(store_code, day)).guide_id : null,
  }
}

/** The number of the member who invited this account; null if nobody did. */
export function inviterOf(settings: Settings, person: Person, account: Account): string | null {
  const invitation = invitationOf(settings, person)
  return invitation?.account === account ? invitation.member.account_id : null
}
