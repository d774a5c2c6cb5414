import { dayOf, startOf } from '../basics/calendar.ts'
import { randomOf } from '../basics/random.ts'
import type { World } from '../catalogue/world.ts'
import type { Files } from '../files/write_files.ts'
import { accountAt } from '../people/account_at.ts'
import { habitualTime } from '../people/habits.ts'
import { invitationOf } from '../people/invitations.ts'
import type { Person } from '../people/person.ts'
import type { WriteOfAccount } from './events.ts'

// Invitations a day that nobody follows, of a person who invites as often as the average.
const rate = 0.003

/** Writes the invitations of a person that nobody follows, and the one that this person followed, with its truth. */
export function writeInvitations({ settings }: World, files: Files, write: WriteOfAccount, person: Person): void {
  const { index, habits, first_day, dropout_day } = person
  const random = randomOf(settings.seed, index, 'invitations in vain')
  const to = Math.min(settings.until, dropout_day)
  for (let at = Math.max(0, first_day); ;) {
    at += random.exponential(rate * habits.inviting)
    if (at > to) break
    const moment = habitualTime(Math.floor(at), habits, random, () => 8 + 15 * random.next())
    const account = accountAt(person, ['mini', 'app'], moment)
    if (account !== null && accountAt(person, ['crm'], moment) !== null) write(account, 'invite', moment, {}, random)
  }
  const followed = invitationOf(settings, person)
  if (followed === null || dayOf(followed.account.joined_at) < 0) return
  const { account, by, sent_from, at } = followed
  if (at >= startOf(0)) write(sent_from, 'invite', at, {}, random)
  files.writeTruth(
    'invitation',
    ['source', 'source_account_id', 'person', 'invited_by'],
    [account.source, account.account_id, index, by.index],
  )
}
