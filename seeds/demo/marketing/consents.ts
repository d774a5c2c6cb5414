import { dayOf, startOf, zonedTime, type Moment } from '../basics/calendar.ts'
import { later } from '../basics/later.ts'
import type { Random } from '../basics/random.ts'
import type { Files } from '../files/write_files.ts'
import type { Account, Person } from '../people/person.ts'

const shape = {
  source: 'consent',
  columns: ['source', 'source_account_id', 'channel', 'changed_at', 'is_granted', 'reason'],
  // The consents of the previous month arrive two days before the end.
  late: { months_before: 1, days_before: 2 },
} as const

type Channel = 'sms' | 'email' | 'push' | 'wecom'
// Share of accounts that consent when they join, by source.
const grantRates: Partial<Record<Account['source'], [channel: Channel, rate: number][]>> = {
  crm: [
    ['sms', 0.78],
    ['email', 0.35],
  ],
  app: [['push', 0.6]],
  mini: [['wecom', 0.2]],
  marketplace: [['sms', 0.5]],
  wecom: [['wecom', 1]],
}
const withdrawalReasons = {
  sms: ['reply', 'reply', 'settings', 'complaint'],
  email: ['reply', 'settings'],
  push: ['settings'],
  wecom: ['guide'],
}

/** Writes the consents of a person's accounts. 9 % are withdrawn (30 % for faders), and a tenth of these are granted again. */
export function writeConsents(files: Files, random: Random, person: Person, end: Moment): void {
  for (const account of person.accounts) {
    for (const [channel, rate] of grantRates[account.source] ?? []) {
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
  const withdraws = person.kind === 'fader' ? random.chance(0.3) : random.chance(0.09)
  const withdrawn_at = withdraws ? withdrawalMoment(random, person, joined_at) : Infinity
  const account_ended_at = cancelled_at === null ? Infinity : cancelled_at + 1
  const at = Math.min(withdrawn_at, account_ended_at)
  if (at === Infinity) return
  write(at, false, at === account_ended_at ? (source === 'wecom' ? 'guide' : 'settings') : random.pick(withdrawalReasons[channel]))
  if (at === withdrawn_at && random.chance(0.1)) {
    const again_at = later(random, at, 90)
    if (again_at < account_ended_at) write(again_at, true, 'settings')
  }
}

// Half of the withdrawals happen in the month around the day on which the person drops out.
function withdrawalMoment(random: Random, person: Person, joined_at: Moment): Moment {
  const near_dropout = startOf(person.dropout_day - 15 + random.integer(30)) + 36_000 + random.integer(40_000)
  const any_time = later(random, joined_at, 240)
  return random.chance(0.5) && near_dropout > joined_at ? near_dropout : any_time
}
