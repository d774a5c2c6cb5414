import type { Day } from '../basics/calendar.ts'
import type { Promotion } from '../catalogue/promotions.ts'
import type { Person } from '../people/person.ts'

/**
 * A message that is no campaign's: a newsletter, one before a shopping festival, or an invitation to an activity. `isFree`: it goes out by a
 * channel that costs nothing.
 */
export type PlannedMessage = { day: Day; isFestival: boolean; activity: Promotion | null; isFree: boolean }

// Days before an activity on which its invitation may go out.
const activityLead = [3, 2, 1]

/**
 * Plans the messages that are no campaign's. One message a day: a message by a free channel gives way to an invitation to an activity, that to a
 * newsletter, that to a festival, and all to a campaign.
 */
export function openPlan(
  promotions: readonly Promotion[],
  campaignDays: ReadonlySet<Day>,
  until: Day,
): (person: Person) => PlannedMessage[] {
  const festivalDays = promotions
    .filter(({ promotion_type }) => promotion_type === 'shopping_festival')
    .flatMap(({ starts_on, ends_on }) => [starts_on - 2, starts_on, ends_on - 2])
    .filter((day) => day > 0 && !campaignDays.has(day))
  const busyDays = new Set([...campaignDays, ...festivalDays])
  const invitations = promotions
    .filter(({ promotion_type }) => promotion_type === 'activity')
    .flatMap((activity) => {
      const day = activityLead.map((lead) => activity.starts_on - lead).find((day) => !busyDays.has(day))
      return day === undefined ? [] : [{ day, isFestival: false, activity, isFree: false }]
    })

  return ({ index, business_line }) => {
    const messages: PlannedMessage[] = festivalDays.map((day) => ({ day, isFestival: true, activity: null, isFree: false }))
    for (let day = 2 + (index % 7); day <= until; day += 15)
      if (!busyDays.has(day)) messages.push({ day, isFestival: false, activity: null, isFree: false })
    const taken = new Set(messages.map(({ day }) => day))
    const isWanted = ({ day, activity }: (typeof invitations)[number]) =>
      !taken.has(day) && (business_line === 'both' || business_line === activity.business_line)
    messages.push(...invitations.filter(isWanted))
    for (const { day } of messages) taken.add(day)
    for (let day = 9 + (index % 7); day <= until; day += 30)
      if (!taken.has(day) && !busyDays.has(day)) messages.push({ day, isFestival: false, activity: null, isFree: true })
    return messages.sort((a, b) => a.day - b.day)
  }
}
