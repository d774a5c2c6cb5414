import { dayOf, startOf, zonedTime, type Moment } from '../basics/calendar.ts'
import { later } from '../basics/later.ts'
import type { Account, Person } from '../people/person.ts'
import type { Random } from '../basics/random.ts'
import type { Files } from '../files/write_files.ts'

const shape = {
  source: 'consent',
  columns: ['source', 'source_account_id', 'channel', 'changed_at', 'is_granted', 'reason'],
  // What was taken back in the month before is told two nights late.
  late: { months_before: 1, days_before: 2 },
} as const

type Channel = 'sms' | 'email' | 'push' | 'wecom'
// How many agree when they join, by the source of the account.
const granted: Partial<Record<Account['source'], [channel: Channel, rate: number][]>> = {
  crm: [
    ['sms', 0.78],
    ['email', 0.35],
  ],
  app: [['push', 0.6]],
  mini: [['wecom', 0.2]],
  shop: [['sms', 0.5]],
  wecom: [['wecom', 1]],
}
const whyTakenBack = { sms: ['reply', 'reply', 'settings', 'complaint'], email: ['reply', 'settings'], push: ['settings'], wecom: ['guide'] }

/** Writes what accounts agreed to and took back: one in nine takes back, those who leave sooner, and some think again. */
export function writeConsents(files: Files, random: Random, person: Person, end: Moment): void {
  for (const account of person.accounts) {
    for (const [channel, rate] of granted[account.source] ?? []) {
      if (random.chance(rate)) writeChannel(files, random, person, account, channel, end)
    }
  }
}

function writeChannel(files: Files, random: Random, person: Person, account: Account, channel: Channel, end: Moment): void {
  const { source, account_id, joined_at, cancelled_at } = account
  const write = (at: Moment, is_granted: boolean, reason: string) => {
    if (at < end) files.write(shape, dayOf(at), [source, account_id, channel, zonedTime(at), is_granted, reason])
  }
  write(joined_at + 5, true, source === 'wecom' ? 'guide' : 'joined')
  const isTired = person.kind === 'fader' ? random.chance(0.3) : random.chance(0.09)
  const tired_at = isTired ? takenBackAt(random, person, joined_at) : Infinity
  const left_at = cancelled_at === null ? Infinity : cancelled_at + 1
  const at = Math.min(tired_at, left_at)
  if (at === Infinity) return
  write(at, false, at === left_at ? (source === 'wecom' ? 'guide' : 'settings') : random.pick(whyTakenBack[channel]))
  if (at === tired_at && random.chance(0.1)) {
    const again_at = later(random, at, 90)
    if (again_at < left_at) write(again_at, true, 'settings')
  }
}

// Half of those who take back do so within a month of losing interest.
function takenBackAt(random: Random, person: Person, joined_at: Moment): Moment {
  const lost_at = startOf(person.dropout_day - 15 + random.integer(30)) + 36_000 + random.integer(40_000)
  const some_at = later(random, joined_at, 240)
  return random.chance(0.5) && lost_at > joined_at ? lost_at : some_at
}
