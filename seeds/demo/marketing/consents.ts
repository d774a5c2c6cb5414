import { crmMemberOf, crmValueAt, type CrmMember } from '../accounts/crm_member.ts'
import { dayOf, startOf, zonedTime, type Moment } from '../basics/calendar.ts'
import { later } from '../basics/later.ts'
import { randomOf, type Random } from '../basics/random.ts'
import type { Files } from '../files/write_files.ts'
import type { ContactDetails } from '../people/contact_details.ts'
import { followerOf } from '../people/follower.ts'
import { groupOf } from '../people/group.ts'
import type { Account, Person, Settings } from '../people/person.ts'
import { contactChannels, type ChannelName } from './channels.ts'

const shape = {
  source: 'consent',
  columns: ['source', 'source_account_id', 'channel', 'changed_at', 'is_granted', 'reason'],
  // The consents of the previous month arrive two days before the end.
  late: { months_before: 1, days_before: 2 },
} as const

/** A grant or withdrawal; a grant serves only the address that the account had then. */
type Change = { at: Moment; is_granted: boolean; reason: string; address: string | null }
/** The changes, in order, of one account's consent to one channel. */
type Consent = { account: Account; channel: ChannelName; changes: Change[] }
/** The consents of a person. */
export type Consents = {
  /** The account, and its address if the channel needs one, to which a message may be sent at a moment; null without a valid consent. */
  reach(channel: ChannelName, at: Moment): { account: Account; address: string | null } | null
  /** Withdraws the consent of an account in reply to a message; a tenth of these accounts grant it again. */
  withdraw(account: Account, channel: ChannelName, at: Moment, random: Random): void
  write(files: Files): void
}

/** A channel that an account can consent to; whoever is in a group gets its messages. */
type Granted = Exclude<ChannelName, 'community'>
// Share of accounts that consent when they join, by source.
const grantRates: Partial<Record<Account['source'], [channel: Granted, rate: number][]>> = {
  crm: [
    ['sms', 0.78],
    ['email', 0.35],
    ['phone', 0.6],
  ],
  app: [['push', 0.6]],
  mini: [['wecom', 0.2]],
  marketplace: [['sms', 0.5]],
  wecom: [['wecom', 1]],
}
// Members subscribe to messages of the mini-program; who follows the official account gets its messages.
const freeGrantRates: typeof grantRates = { mini: [['mini_program', 0.35]], official_account: [['official_account', 1]] }
const withdrawalReasons = {
  sms: ['settings', 'complaint'],
  phone: ['settings', 'complaint'],
  email: ['settings'],
  push: ['settings'],
  wecom: ['guide'],
  mini_program: ['settings'],
  official_account: ['settings'],
}
// Share of consents that are withdrawn without a message that causes it, and of withdrawn consents that are granted again.
const withdrawalRate = ({ kind }: Person) => (kind === 'fader' ? 0.22 : 0.06)
const regrantRate = 0.1
// Share of accounts with a new phone or email that grant the consent again for it, a month later or more.
const newAddressRate = 0.4

/** Draws what a person's accounts grant, and what they withdraw without being asked. Messages cause further withdrawals. */
export function consentsOf(settings: Settings, person: Person, details: ContactDetails): Consents {
  const random = randomOf(settings.seed, person.index, 'consents')
  const end = startOf(settings.until + 1)
  const members = new Map<Account, CrmMember>()
  for (const account of person.accounts) if (account.source === 'crm') members.set(account, crmMemberOf(settings, person, details, account))

  const addressOf = (account: Account, channel: ChannelName, at: Moment): string | null => {
    const field = contactChannels[channel].address
    const member = members.get(account)
    return field && member ? crmValueAt(member, field, at) : null
  }
  const grant = (account: Account, channel: ChannelName, at: Moment, reason: string): Change => ({
    ...{ at, is_granted: true, reason, address: addressOf(account, channel, at) },
  })
  const isClosed = ({ cancelled_at }: Account, at: Moment) => cancelled_at !== null && at > cancelled_at

  /** Ends a consent with its account, and drops what would come after it. */
  function closed({ account, channel, changes }: Consent): Consent {
    const { source, cancelled_at } = account
    const open = changes.filter(({ at }) => !isClosed(account, at))
    if (cancelled_at !== null && open.at(-1)!.is_granted)
      open.push({ at: cancelled_at + 1, is_granted: false, reason: source === 'wecom' ? 'guide' : 'settings', address: null })
    return { account, channel, changes: open }
  }

  function drawConsent(account: Account, channel: Granted, random: Random): Consent {
    const { source, joined_at } = account
    const changes = [grant(account, channel, joined_at + 5, source === 'wecom' ? 'guide' : 'joined')]
    const withdraws = random.chance(withdrawalRate(person))
    const withdrawn_at = withdraws ? withdrawalMoment(random, person, joined_at) : Infinity
    const field = contactChannels[channel].address
    for (const { at, set } of members.get(account)?.changes ?? []) {
      if (field === null || !(field in set) || !random.chance(newAddressRate)) continue
      // Later than the month's file, which holds only the newest state of the account.
      const granted_at = later(random, at + 31 * 86_400, 60)
      if (granted_at < withdrawn_at) changes.push(grant(account, channel, granted_at, 'settings'))
    }
    if (withdraws) {
      const reason = random.pick(withdrawalReasons[channel])
      changes.push({ at: withdrawn_at, is_granted: false, reason, address: null })
      if (random.chance(regrantRate)) changes.push(grant(account, channel, later(random, withdrawn_at, 90), 'settings'))
    }
    return closed({ account, channel, changes })
  }

  let consents: Consent[] = []
  for (const account of person.accounts.filter(({ isGuest }) => !isGuest))
    for (const [channel, rate] of grantRates[account.source] ?? [])
      if (random.chance(rate)) consents.push(drawConsent(account, channel, random))
  const follower = followerOf(settings, person)
  const freeRandom = randomOf(settings.seed, person.index, 'consents to free channels')
  for (const account of [...person.accounts, ...(follower ? [follower] : [])])
    for (const [channel, rate] of freeGrantRates[account.source] ?? [])
      if (freeRandom.chance(rate)) consents.push(drawConsent(account, channel, freeRandom))
  const group = groupOf(settings, person)
  if (group?.contact) {
    const changes = [grant(group.contact, 'community', group.joined_at, 'joined')]
    if (group.left_at < end) changes.push({ at: group.left_at, is_granted: false, reason: 'left_group', address: null })
    consents.push(closed({ account: group.contact, channel: 'community', changes }))
  }

  const lastAt = ({ changes }: Consent, at: Moment) => changes.findLast((change) => change.at <= at)

  return {
    reach(channel, at) {
      const { source, address: field } = contactChannels[channel]
      for (const consent of consents) {
        const { account } = consent
        if (consent.channel !== channel || account.source !== source || isClosed(account, at)) continue
        const given = lastAt(consent, at)
        if (!given?.is_granted || at >= (members.get(account)?.deleted_at ?? Infinity)) continue
        const address = addressOf(account, channel, at)
        // A phone that several members share gets nothing: a withdrawal by one of them would not be known to be of the others.
        if (field !== null && (address === null || address !== given.address || address === details.family_phone)) continue
        const isBlocked = consents.some((other) => {
          const change = other.channel === channel && other !== consent ? lastAt(other, at) : undefined
          return change !== undefined && !change.is_granted && change.at > given.at
        })
        if (!isBlocked) return { account, address }
      }
      return null
    },

    withdraw(account, channel, at, random) {
      consents = consents.map((consent) => {
        if (consent.account !== account || consent.channel !== channel) return consent
        const changes = consent.changes.filter((change) => change.at < at)
        if (!changes.at(-1)?.is_granted) return consent
        changes.push({ at, is_granted: false, reason: 'reply', address: null })
        if (random.chance(regrantRate)) changes.push(grant(account, channel, later(random, at, 90), 'settings'))
        return closed({ account, channel, changes })
      })
    },

    write(files) {
      for (const { account, channel, changes } of consents) {
        for (const { at, is_granted, reason } of changes) {
          if (at < end) files.write(shape, dayOf(at), [account.source, account.account_id, channel, zonedTime(at), is_granted, reason])
        }
      }
    },
  }
}

// Half of the withdrawals happen in the month around the day on which the person drops out.
function withdrawalMoment(random: Random, person: Person, joined_at: Moment): Moment {
  const near_dropout = startOf(person.dropout_day - 15 + random.integer(30)) + 36_000 + random.integer(40_000)
  const any_time = later(random, joined_at, 240)
  return random.chance(0.5) && near_dropout > joined_at ? near_dropout : any_time
}
