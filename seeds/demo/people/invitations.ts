import { dayOf, type Moment } from '../basics/calendar.ts'
import { randomOf } from '../basics/random.ts'
import { accountAt } from './account_at.ts'
import { habitsOf } from './habits.ts'
import { personOf, type Account, type Person, type Settings } from './person.ts'

/** A member invited a person, who then opened `account`: from the mini-program or the app (`sent_from`), as the number of `member`. */
export type Invitation = { account: Account; by: Person; member: Account; sent_from: Account; at: Moment }

// Persons are drawn until one fits. One who invites this many times as often as the average is always taken.
const mostTries = 300
const mostInviting = 4

const made = new WeakMap<Person, Invitation | null>()

/** How a person was invited to their first account in the mini-program, the app or the member centre; null for most. */
export function invitationOf(settings: Settings, person: Person): Invitation | null {
  let invitation = made.get(person)
  if (invitation === undefined) made.set(person, (invitation = drawInvitation(settings, person)))
  return invitation
}

function drawInvitation(settings: Settings, { index, habits, accounts }: Person): Invitation | null {
  const { seed, persons } = settings
  const account = accounts.find(({ source }) => source === 'mini' || source === 'app' || source === 'crm')
  if (!habits.is_invited || account === undefined || index >= persons) return null
  const random = randomOf(seed, index, 'invitation')
  // At the time of day of joining: within the hour, or some days before.
  const at = account.joined_at - 60 - random.integer(3_600) - 86_400 * Math.floor(random.exponential(1))
  for (let tries = 0; tries < mostTries; tries++) {
    const candidate = random.integer(persons)
    if (!random.chance(habitsOf(seed, candidate).inviting / mostInviting) || candidate === index) continue
    const by = personOf(settings, candidate)
    const member = accountAt(by, ['crm'], at)
    const sent_from = accountAt(by, ['mini', 'app'], at)
    if (member && sent_from && dayOf(at) <= by.dropout_day) return { account, by, member, sent_from, at }
  }
  return null
}
