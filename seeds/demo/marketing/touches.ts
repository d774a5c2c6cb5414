import { dayFrom, dayOf, startOf, zonedTime, type Day, type Moment } from '../basics/calendar.ts'
import { yuan } from '../basics/money.ts'
import { documentNumbers } from '../basics/numbers.ts'
import { randomOf, type Random } from '../basics/random.ts'
import type { BusinessLine } from '../catalogue/products.ts'
import type { Promotion } from '../catalogue/promotions.ts'
import type { World } from '../catalogue/world.ts'
import { contactFiles } from '../files/shapes.ts'
import type { Files } from '../files/write_files.ts'
import { accountAt } from '../people/account_at.ts'
import { contactDetailsOf, phoneAt } from '../people/contact_details.ts'
import type { Account, Person } from '../people/person.ts'
import type { Arm } from './campaign_plans.ts'
import { campaignsUntil, type Campaign } from './campaigns.ts'
import { contactChannels, type ChannelName } from './channels.ts'
import { consentsOf } from './consents.ts'
import { openPlan } from './planned_messages.ts'
import { hourFactor, openedAt, readingHabitOf } from './reading_habits.ts'
import { openUnsubscribes } from './unsubscribes.ts'

/**
 * A person's arm in a campaign, when they opened its message, and whether they ordered in its days; `orderedWithout`: even without the
 * message.
 */
export type Assignment = {
  campaign: Campaign
  arm: Arm
  account: Account
  assigned_at: Moment
  isSent: boolean
  opened_at: Moment | null
  ordered: boolean
  orderedWithout: boolean
}

type Reached = { account: Account; address: string | null }

const week = 7 * 86_400
const newsletterChance = 0.3
const festivalChance = 0.5
// Share of the persons who can be reached that are invited to an activity.
const activityChance = 0.3
// Share of the persons whom a mini-program, the official account or a group reaches who get its message of the month.
const freeChance = 0.4
// Share of the openings, and of the clicks, of persons who buy no more.
const lapsedShare = 0.2
// Share of messages that bounce from a phone that the person has given up.
const givenUpBounces = 0.7
// The retailer has taken audiences from segments since this day, of a snapshot each night.
const segmentsSince = dayFrom('2026-01-01')

const paidChannels: readonly ChannelName[] = ['wecom', 'push', 'email', 'sms']
const freeChannels: readonly ChannelName[] = ['mini_program', 'official_account', 'community']

/** Assigns members to campaign arms, writes messages, and counts their effects. */
export function openMarketing({ settings, promotions }: World, files: Files) {
  const { seed, until } = settings
  const campaigns = campaignsUntil(until)
  const number = documentNumbers('T', until)
  const campaignDays = new Set(campaigns.map(({ assigned_on }) => assigned_on))
  const unsubscribes = openUnsubscribes()
  const counts = new Map(
    campaigns.flatMap(({ arms }) => arms).map((arm) => [arm, { assigned: 0, opened: 0, orderedWithout: 0, ordered: 0 }]),
  )
  const plannedMessages = openPlan(promotions, campaignDays, until)

  /** The messages of a person. They are sent in order of time, since each can end the consent to the next. */
  function inboxOf(person: Person) {
    const details = contactDetailsOf(settings, person)
    const consents = consentsOf(settings, person, details)
    const habit = readingHabitOf(settings, person)
    const random = randomOf(seed, person.index, 'messages')
    const received: Moment[] = []
    const ofActivities = randomOf(seed, person.index, 'invitations to activities')
    const ofFree = randomOf(seed, person.index, 'messages by free channels')
    const planned = plannedMessages(person)
    const openedInvitations = new Map<string, Moment>()

    /** Sends a message; returns when it was opened. */
    function send(
      random: Random,
      channel: ChannelName,
      { account, address }: Reached,
      topic: string,
      at: Moment,
      campaign: readonly [Campaign, Arm] | null,
      promotion: Promotion | null = null,
    ) {
      const { cost, opened, clicked, reportsOpens, bounced } = contactChannels[channel]
      const isGivenUp = contactChannels[channel].address === 'phone' && address !== phoneAt(details, at)
      const bounces = random.next() < (isGivenUp ? givenUpBounces : (bounced ?? 0))
      const activity = dayOf(at) <= person.dropout_day ? 1 : lapsedShare
      const opens = random.next() < Math.min(0.95, opened * habit.openness * hourFactor(habit, at)) * activity && !bounces && !isGivenUp
      const opened_at = opens ? openedAt(habit, at, random) : null
      const clicked_at = opened_at !== null && random.chance(clicked * activity) ? opened_at + 5 + random.integer(90) : null
      const before = received.filter((moment) => moment > at - week).length
      received.push(at)
      if (!bounces && unsubscribes.draw(channel, before, random.next()))
        consents.withdraw(account, channel, Math.floor((clicked_at ?? opened_at ?? at) + 60 + random.exponential(1 / 1_800)), random)

      const segment = campaign && campaign[0].assigned_on >= segmentsSince ? campaign[0] : null
      const row = (shown_at: Moment | null, followed_at: Moment | null) => [
        ...[
          touch_id,
          campaign && campaign[0].campaign_id,
          campaign && campaign[1].arm,
          channel,
          account.source,
          account.account_id,
          address ?? account.account_id,
        ],
        ...[topic, zonedTime(at), bounced === null ? null : bounces ? 'bounced' : 'delivered'],
        ...[shown_at && zonedTime(shown_at), followed_at && zonedTime(followed_at), yuan(cost), 'CNY'],
        ...[segment && segment.segment_name, segment && segment.assigned_on - segmentsSince + 1, promotion && promotion.promotion_id],
      ]
      const touch_id = number(dayOf(at))
      const shown_at = reportsOpens ? opened_at : null
      const answered_at = clicked_at ?? shown_at
      const last = [dayOf(answered_at ?? at), row(shown_at, clicked_at)] as const
      files.writeStates(contactFiles.touch, answered_at === null ? [last] : [[dayOf(at), row(null, null)], last])
      return opened_at
    }

    /** The planned channel, or a text message where wecom, push and email do not reach the person. */
    const reach = (channel: ChannelName, at: Moment) => {
      for (const one of channel === 'phone' ? [channel] : [channel, 'sms' as const]) {
        const reached = consents.reach(one, at)
        if (reached) return { channel: one, ...reached }
      }
      return null
    }

    return {
      /** Sends the newsletters and the invitations to activities before a day. */
      sendUntil(day: Day): void {
        while (planned.length > 0 && planned[0]!.day < Math.min(day, until + 1)) {
          const { day: on, isFestival, activity, isFree } = planned.shift()!
          const draws = isFree ? ofFree : activity ? ofActivities : random
          const at = startOf(on) + (isFestival ? 10 : 11) * 3600 + draws.integer(28_800)
          if (activity && accountAt(person, ['mini', 'app'], at) === null) continue
          const chance = isFree ? freeChance : activity ? activityChance : isFestival ? festivalChance : newsletterChance
          if (!draws.chance(chance)) continue
          const reached = (isFree ? freeChannels : paidChannels)
            .map((channel) => ({ channel, to: consents.reach(channel, at) }))
            .filter(({ to }) => to !== null)
          if (reached.length === 0) continue
          const { channel, to } = draws.pick(reached)
          const topic = activity ? 'activity' : isFestival ? 'festival' : draws.pick(['newsletter', 'newsletter', 'launch'])
          const opened_at = send(draws, channel, to!, topic, at, null, activity)
          if (activity && opened_at !== null) openedInvitations.set(activity.promotion_id, opened_at)
        }
      },

      /**
       * Assigns a person to an arm and sends its message; null if they are not in the audience: those whose last purchase, `last`, lies in its
       * days, and whom the messages of all arms may reach.
       */
      assign(campaign: Campaign, last: Record<BusinessLine, Day>): Assignment | null {
        const { assigned_on, since, business_line, arms, goal } = campaign
        const days = assigned_on - last[business_line]
        if (days < since[0] || days > since[1]) return null
        const assigned_at = startOf(assigned_on) + 9 * 3600
        const account = accountAt(person, ['crm'], assigned_at)
        if (account === null || arms.some(({ channel }) => channel !== null && reach(channel, assigned_at) === null)) return null
        let draw = random.next()
        const arm = arms.find(({ share }) => (draw -= share) < 0) ?? arms.at(-1)!
        files.write(contactFiles.campaign_assignment, assigned_on, [
          campaign.campaign_id,
          account.account_id,
          arm.arm,
          zonedTime(assigned_at),
        ])
        const at = startOf(assigned_on) + (arm.hour ?? 10) * 3600 + random.integer(3600)
        const reached = arm.channel && reach(arm.channel, at)
        const opened_at = reached && send(random, reached.channel, reached, goal, at, [campaign, arm])
        return { campaign, arm, account, assigned_at, isSent: reached !== null, opened_at, ordered: false, orderedWithout: false }
      },

      /**
       * Writes the consents, after the last message, and the truth about the person's reading. Returns when they opened the invitations to
       * activities, by promotion.
       */
      close(): ReadonlyMap<string, Moment> {
        consents.write(files)
        files.writeTruth('reading_habit', ['person', 'openness', 'hour'], [person.index, habit.openness.toFixed(4), habit.hour])
        return openedInvitations
      },
    }
  }

  return {
    campaigns,
    inboxOf,

    /** Counts the result of an assignment. */
    countResult({ arm, opened_at, ordered, orderedWithout }: Assignment): void {
      const count = counts.get(arm)!
      count.assigned++
      if (opened_at !== null) count.opened++
      if (orderedWithout) count.orderedWithout++
      if (ordered) count.ordered++
    },

    /** Writes the true effect of each arm, and the hazards of unsubscribing. */
    writeEffects(): void {
      const columns = 'campaign_id arm effect_days effect assigned_count opened_count ordered_without_count ordered_count'.split(' ')
      for (const { campaign_id, arms, effect_days } of campaigns) {
        for (const arm of arms) {
          const { assigned, opened, orderedWithout, ordered } = counts.get(arm)!
          const row = [campaign_id, arm.arm, effect_days, arm.effect, assigned, opened, orderedWithout, ordered]
          files.writeTruth('campaign_effect', columns, row)
        }
      }
      unsubscribes.write(files)
    },
  }
}
