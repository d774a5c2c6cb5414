import { dayOf, startOf, zonedTime, type Day, type Moment } from '../basics/calendar.ts'
import { yuan } from '../basics/money.ts'
import { documentNumbers } from '../basics/numbers.ts'
import { randomOf, type Random } from '../basics/random.ts'
import type { BusinessLine } from '../catalogue/products.ts'
import type { World } from '../catalogue/world.ts'
import { contactFiles } from '../files/shapes.ts'
import type { Files } from '../files/write_files.ts'
import { accountAt } from '../people/account_at.ts'
import type { Account, Person } from '../people/person.ts'
import { campaignsUntil, effectDays, messageCost, type Arm, type Campaign } from './campaigns.ts'

/** A person's arm in a campaign, and whether they ordered in its days; `orderedWithout`: even without the campaign's message. */
export type Assignment = { campaign: Campaign; arm: Arm; account: Account; ordered: boolean; orderedWithout: boolean }

const newsletterChance = 0.4
const sourceOfChannel: Record<string, Account['source']> = { sms: 'crm', email: 'crm', wecom: 'wecom', push: 'app' }
// Probability that a message is opened, and that its link is then followed. For sms only the second is recorded.
const responseRates: Record<string, readonly [number, number]> = {
  sms: [1, 0.035],
  wecom: [0.35, 0.2],
  push: [0.12, 0.3],
  email: [0.16, 0.15],
}

/** Assigns members to campaign arms, writes messages, and counts their effects. */
export function openMarketing({ settings: { seed, until } }: World, files: Files) {
  const campaigns = campaignsUntil(until)
  const number = documentNumbers('T', until)
  const counts = new Map(campaigns.flatMap(({ arms }) => arms).map((arm) => [arm, { assigned: 0, orderedWithout: 0, ordered: 0 }]))

  function send(
    person: Person,
    account: Account,
    channel: string,
    topic: string,
    at: Moment,
    assignment: Assignment | null,
    random: Random,
  ): void {
    const [open, click] = responseRates[channel]!
    const on = dayOf(at)
    if (on > until) return
    const isActive = on <= person.dropout_day
    const opened_at = random.chance(isActive ? open : open * 0.2) ? Math.floor(at + 60 + random.exponential(1 / 20_000)) : null
    const clicked_at = opened_at !== null && random.chance(isActive ? click : click * 0.2) ? opened_at + 5 + random.integer(90) : null
    const shown_at = channel === 'sms' ? null : opened_at
    const row = [
      number(on),
      assignment && assignment.campaign.campaign_id,
      assignment && assignment.arm.arm,
      channel,
      account.source,
      account.account_id,
      topic,
      zonedTime(at),
    ]
    const end = [yuan(messageCost[channel]!), 'CNY']
    const last = [...row, shown_at && zonedTime(shown_at), clicked_at && zonedTime(clicked_at), ...end]
    const updated_at = clicked_at ?? shown_at
    files.writeStates(
      contactFiles.touch,
      updated_at === null
        ? [[on, last]]
        : [
            [on, [...row, null, null, ...end]],
            [dayOf(updated_at), last],
          ],
    )
  }

  return {
    campaigns,

    /**
     * Assigns a person to an arm and sends its message; null if they are not in the campaign's audience. `last` is the day of their last
     * purchase by business line.
     */
    assign(person: Person, campaign: Campaign, last: Record<BusinessLine, Day>, random: Random): Assignment | null {
      const { assigned_on, since, business_line, arms, goal } = campaign
      const days = assigned_on - last[business_line]
      const at = startOf(assigned_on) + 9 * 3600
      const account = days >= since[0] && days <= since[1] ? accountAt(person, ['crm'], at) : null
      if (account === null) return null
      let draw = random.next()
      const arm = arms.find(({ share }) => (draw -= share) < 0) ?? arms.at(-1)!
      files.write(contactFiles.campaign_assignment, assigned_on, [campaign.campaign_id, account.account_id, arm.arm, zonedTime(at)])
      const assignment = { campaign, arm, account, ordered: false, orderedWithout: false }
      if (arm.channel !== null) {
        // A member without an account for the planned channel gets a text message.
        const reached = accountAt(person, [sourceOfChannel[arm.channel]!], at)
        send(person, reached ?? account, reached ? arm.channel : 'sms', goal, at + 3600 + random.integer(3600), assignment, random)
      }
      return assignment
    },

    /** Counts the result of an assignment. */
    countResult({ arm, ordered, orderedWithout }: Assignment): void {
      const count = counts.get(arm)!
      count.assigned++
      if (orderedWithout) count.orderedWithout++
      if (ordered) count.ordered++
    },

    /** Writes the newsletters of a person. */
    sendNewsletters(person: Person): void {
      const random = randomOf(seed, person.index, 'newsletters')
      for (let on = 2 + (person.index % 7); on <= until; on += 15) {
        if (!random.chance(newsletterChance)) continue
        const at = startOf(on) + 11 * 3600 + random.integer(28_800)
        const channel = random.pick(['wecom', 'wecom', 'push', 'email', 'sms'])
        const account = accountAt(person, [sourceOfChannel[channel]!], at)
        if (account) send(person, account, channel, random.pick(['newsletter', 'newsletter', 'launch', 'festival']), at, null, random)
      }
    },

    /** Writes the true effect of each arm. */
    writeEffects(): void {
      const columns = 'campaign_id arm effect_days effect assigned_count ordered_without_count ordered_count'.split(' ')
      for (const { campaign_id, arms } of campaigns) {
        for (const arm of arms) {
          const { assigned, orderedWithout, ordered } = counts.get(arm)!
          files.writeTruth('campaign_effect', columns, [campaign_id, arm.arm, effectDays, arm.effect, assigned, orderedWithout, ordered])
        }
      }
    },
  }
}
