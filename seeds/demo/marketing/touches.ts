import { dayOf, startOf, zonedTime, type Day, type Moment } from '../basics/calendar.ts'
import { campaignsUntil, effectDays, messageCost, type Arm, type Campaign } from './campaigns.ts'
import { yuan } from '../basics/money.ts'
import { numbersOf } from '../basics/numbers.ts'
import type { Account, Person } from '../people/person.ts'
import type { Line } from '../catalogue/products.ts'
import { randomOf, type Random } from '../basics/random.ts'
import { contacts } from '../files/shapes.ts'
import { accountAt } from '../people/account_at.ts'
import type { World } from '../catalogue/world.ts'
import type { Files } from '../files/write_files.ts'

/** A draw of a person into an arm, and whether orders came in the days that count; `without`: also had this campaign sent nothing. */
export type Draw = { campaign: Campaign; arm: Arm; account: Account; ordered: boolean; without: boolean }

const newsletterChance = 0.4
const sources: Record<string, Account['source']> = { sms: 'crm', email: 'crm', wecom: 'wecom', push: 'app' }
// Chance that a message is opened, and that its link is followed once it is; what sms tells is the latter alone.
const opens: Record<string, readonly [number, number]> = { sms: [1, 0.035], wecom: [0.35, 0.2], push: [0.12, 0.3], email: [0.16, 0.15] }

/** Draws members into campaigns, sends messages, and keeps count of what they brought. */
export function openMarketing({ settings: { seed, until } }: World, files: Files) {
  const campaigns = campaignsUntil(until)
  const number = numbersOf('T', until)
  const counts = new Map(campaigns.flatMap(({ arms }) => arms).map((arm) => [arm, { assigned: 0, without: 0, ordered: 0 }]))

  function send(person: Person, account: Account, channel: string, topic: string, at: Moment, draw: Draw | null, random: Random): void {
    const [open, click] = opens[channel]!
    const on = dayOf(at)
    if (on > until) return
    const isAlive = on <= person.dropout_day
    const opened_at = random.chance(isAlive ? open : open * 0.2) ? Math.floor(at + 60 + random.exponential(1 / 20_000)) : null
    const clicked_at = opened_at !== null && random.chance(isAlive ? click : click * 0.2) ? opened_at + 5 + random.integer(90) : null
    const shown_at = channel === 'sms' ? null : opened_at
    const row = [number(on), draw && draw.campaign.campaign_id, draw && draw.arm.arm, channel, account.source, account.account_id, topic, zonedTime(at)]
    const end = [yuan(messageCost[channel]!), 'CNY']
    const last = [...row, shown_at && zonedTime(shown_at), clicked_at && zonedTime(clicked_at), ...end]
    const known = clicked_at ?? shown_at
    files.writeStates(contacts.touch, known === null ? [[on, last]] : [[on, [...row, null, null, ...end]], [dayOf(known), last]])
  }

  return {
    campaigns,

    /** Draws a person into a campaign, when it means them: their arm, once the message is sent. `last`: day of the last purchase of each line. */
    draw(person: Person, campaign: Campaign, last: Record<Line, Day>, random: Random): Draw | null {
      const { assigned_on, since, business_line, arms, goal } = campaign
      const days = assigned_on - last[business_line]
      const at = startOf(assigned_on) + 9 * 3600
      const account = days >= since[0] && days <= since[1] ? accountAt(person, ['crm'], at) : null
      if (account === null) return null
      let place = random.next()
      const arm = arms.find(({ share }) => (place -= share) < 0) ?? arms.at(-1)!
      files.write(contacts.campaign_assignment, assigned_on, [campaign.campaign_id, account.account_id, arm.arm, zonedTime(at)])
      const draw = { campaign, arm, account, ordered: false, without: false }
      if (arm.channel !== null) {
        // Who cannot be reached as planned gets a text message.
        const reached = accountAt(person, [sources[arm.channel]!], at)
        send(person, reached ?? account, reached ? arm.channel : 'sms', goal, at + 3600 + random.integer(3600), draw, random)
      }
      return draw
    },

    /** Counts what a draw came to. */
    settle({ arm, ordered, without }: Draw): void {
      const count = counts.get(arm)!
      count.assigned++
      if (without) count.without++
      if (ordered) count.ordered++
    },

    /** What everybody gets now and then. */
    sendNewsletters(person: Person): void {
      const random = randomOf(seed, person.index, 'newsletters')
      for (let on = 2 + (person.index % 7); on <= until; on += 15) {
        if (!random.chance(newsletterChance)) continue
        const at = startOf(on) + 11 * 3600 + random.integer(28_800)
        const channel = random.pick(['wecom', 'wecom', 'push', 'email', 'sms'])
        const account = accountAt(person, [sources[channel]!], at)
        if (account) send(person, account, channel, random.pick(['newsletter', 'newsletter', 'launch', 'festival']), at, null, random)
      }
    },

    /** Writes what is true of each arm. */
    close(): void {
      const columns = 'campaign_id arm effect_days effect assigned_count ordered_without_count ordered_count'.split(' ')
      for (const { campaign_id, arms } of campaigns) {
        for (const arm of arms) {
          const { assigned, without, ordered } = counts.get(arm)!
          files.writeTruth('campaign_effect', columns, [campaign_id, arm.arm, effectDays, arm.effect, assigned, without, ordered])
        }
      }
    },
  }
}
