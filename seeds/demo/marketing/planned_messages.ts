import type { Day } from '../basics/calendar.ts'
import type { Promotion } from '../catalogue/promotions.ts'
import type { Person } from '../people/person.ts'

/** A message that is no campaign's: a newsletter, one before a shopping festival, or an invitation to an activity. */
export type PlannedMessage = { day: Day; isFestival: boolean; activity: Promotion | null }

// Days before an activity on which its invitation may go out.
const activityLead = [3, 2, 1]

/**
 * Plans the messages that are no campaign's. One message a day: an invitation to an activity gives way to a newsletter, that to a festival,
 * and all to a campaign.
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
      return day === undefined ? [] : [{ day, isFestival: false, activity }]
    })

  return ({ index, business_line }) => {
    const messages: PlannedMessage[] = festivalDays.map((day) => ({ day, isFestival: true, activity: null }))
    for (let day = 2 + (index % 7); day <= until; day += 15)
      if (!busyDays.has(day)) messages.push({ day, isFestival: false, activity: null })
    const taken = new Set(messages.map(({ day }) => day))
    const isWanted = ({ day, activity }: (typeof invitations)[number]) =>
      !taken.has(day) && (business_line === 'both' || business_line === activity.business_line)
    return [...messages, ...invitations.filter(isWanted)].sort((a, b) => a.day - b.day)
  }
}
