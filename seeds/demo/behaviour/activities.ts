import { dayOf, startOf, type Moment } from '../basics/calendar.ts'
import { randomOf } from '../basics/random.ts'
import type { World } from '../catalogue/world.ts'
import type { Files } from '../files/write_files.ts'
import { accountAt } from '../people/account_at.ts'
import { habitualTime } from '../people/habits.ts'
import type { Person } from '../people/person.ts'
import type { WriteOfAccount } from './events.ts'

// Probability that a person of average interest signs up, and of one who opened the invitation.
const signUp = 0.03
const invitedSignUp = 0.3
const mostSignUp = 0.8
// Sign-ups open this many days before an activity begins, and end a day before it does.
const opensBefore = 5

/** Writes who signs up for activities, in the mini-program or the app, and who then comes to the store. */
export function openActivities(world: World, files: Files, write: WriteOfAccount) {
  const { seed, until } = world.settings
  const activities = world.promotions
    .filter(({ promotion_type, starts_on }) => promotion_type === 'activity' && starts_on <= until)
    .map((activity) => ({ ...activity, counts: { opened: 0, without: 0, signedUp: 0, attended: 0 } }))

  return {
    /** Lets a person take part; `opened` is when they opened the invitation, by activity. */
    takePart(person: Person, opened: ReadonlyMap<string, Moment>): void {
      const { habits, home_store } = person
      const random = randomOf(seed, person.index, 'activities')
      for (const { promotion_id, business_line, starts_on, ends_on, counts } of activities) {
        const [draw, place, attends, dayDraw] = [random.next(), random.next(), random.chance(habits.attendance), random.next()]
        const opened_at = opened.get(promotion_id)
        const isInvited = opened_at !== undefined && dayOf(opened_at) < ends_on - 1
        const line = business_line === 'food' ? 'food' : 'beauty'
        const isOfLine = person.business_line === 'both' || person.business_line === line
        const from = starts_on - opensBefore
        const others = Math.floor(from + place * (ends_on - 1 - from))
        const signsUpUninvited = draw < signUp * habits.activity_interest
        if (isInvited) counts.opened++
        if (!isOfLine || draw >= Math.min(mostSignUp, (isInvited ? invitedSignUp : signUp) * habits.activity_interest)) continue
        const at =
          isInvited && !signsUpUninvited
            ? opened_at + 30 + random.integer(600)
            : habitualTime(others, habits, random, () => 8 + 14 * random.next())
        const day = dayOf(at)
        const account = accountAt(person, ['mini', 'app'], at)
        if (account === null || day > Math.min(until, person.dropout_day)) continue
        if (signsUpUninvited) counts.without++
        counts.signedUp++
        write(account, 'open', at - 20, {}, random)
        write(account, 'activity_sign_up', at, { promotion_id }, random)
        const earliest = Math.max(starts_on, day + 1)
        const comes_at = startOf(earliest + Math.floor(dayDraw * (ends_on - earliest))) + 36_000 + random.integer(36_000)
        if (!attends || dayOf(comes_at) > until) continue
        counts.attended++
        write(account, 'activity_attended', comes_at, { promotion_id, store_code: home_store[line] }, random)
      }
    },

    /** Writes how many opened the invitation to each activity, would have signed up without it, signed up and came. */
    close(): void {
      const columns = ['promotion_id', 'opened_count', 'signed_up_without_count', 'signed_up_count', 'attended_count']
      for (const { promotion_id, counts } of activities)
        files.writeTruth('activity', columns, [promotion_id, counts.opened, counts.without, counts.signedUp, counts.attended])
    },
  }
}
