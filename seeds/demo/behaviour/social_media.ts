import { dayOf, startOf, zonedTime, type Moment } from '../basics/calendar.ts'
import { documentNumbers } from '../basics/numbers.ts'
import { randomOf, type Random } from '../basics/random.ts'
import { weighted } from '../basics/weighted.ts'
import type { World } from '../catalogue/world.ts'
import type { FileShape } from '../files/file_shape.ts'
import type { Files } from '../files/write_files.ts'
import { token } from '../people/account_id.ts'
import { followerOf } from '../people/follower.ts'
import { habitualTime } from '../people/habits.ts'
import type { Person } from '../people/person.ts'
import { topicFor, type Taste } from '../sales/taste.ts'
import { mainBusinessLine } from '../sales/visits.ts'

const shape: FileShape = {
  source: 'social_interaction',
  columns: ['interaction_id', 'platform', 'account_id', 'interaction_type', 'occurred_at', 'content_topic'],
}
type Platform = 'official_account' | 'xiaohongshu'
// Mean number of posts a day that a follower reads, and that a user of Xiaohongshu reacts to: there, reading is not reported.
const rates: Record<Platform, number> = { official_account: 0.012, xiaohongshu: 0.01 }
// What a reader of a post at the official account also does.
const likes = 0.08
const shares = 0.04
const comments = 0.02
const pickReaction = weighted([
  ['like', 62],
  ['comment', 18],
  ['share', 14],
  ['mention', 6],
])
// Share of the skincare customers who react on Xiaohongshu, and of these who follow the retailer there.
const xiaohongshuShare = 0.06
const profileShare = 0.5

/** Writes what persons do with the posts at the official account and on Xiaohongshu since the exports begin. */
export function openSocialMedia({ settings }: World, files: Files) {
  const { seed, until } = settings
  const number = documentNumbers('S', until)
  const end = startOf(until + 1)

  function write(platform: Platform, account_id: string, type: string, at: Moment, content_topic: string | null): void {
    const day = dayOf(at)
    if (day >= 0 && day <= until) files.write(shape, day, [number(day), platform, account_id, type, zonedTime(at), content_topic])
  }

  /** The moments in a span at which a person sees a post. */
  function* momentsOf(platform: Platform, person: Person, from: Moment, to: Moment, random: Random): Generator<Moment> {
    const rate = (rates[platform] * random.gamma(1.5)) / 1.5
    for (let day = dayOf(from) + random.exponential(rate); day <= dayOf(to); day += random.exponential(rate)) {
      const at = habitualTime(Math.floor(day), person.habits, random, () => 7 + 16 * random.next())
      if (at > from && at < to) yield at
    }
  }

  return {
    /** Writes the interactions of a person. */
    interact(person: Person, taste: Taste): void {
      const random = randomOf(seed, person.index, 'social media')
      const topic = () => topicFor(taste, mainBusinessLine(person), random)
      const dropout = Math.min(end, startOf(person.dropout_day + 60))
      const follower = followerOf(settings, person)
      if (follower) {
        const { account_id, joined_at, cancelled_at } = follower
        const act = (type: string, at: Moment, content_topic: string | null) =>
          write('official_account', account_id, type, at, content_topic)
        act('follow', joined_at, null)
        for (const at of momentsOf('official_account', person, joined_at, Math.min(dropout, cancelled_at ?? end), random)) {
          const content_topic = topic()
          act('read', at, content_topic)
          if (random.chance(likes)) act('like', at + 40, content_topic)
          if (random.chance(shares)) act('share', at + 60, content_topic)
          if (random.chance(comments)) act('comment', at + 90, content_topic)
        }
        if (cancelled_at !== null) act('unfollow', cancelled_at, null)
      }
      if (person.role === 'guest' || mainBusinessLine(person) !== 'beauty' || !random.chance(xiaohongshuShare)) return
      const account_id = token(seed, person.index, 'xiaohongshu', 24)
      files.writeTruth('xiaohongshu_user', ['account_id', 'person'], [account_id, person.index])
      const from = startOf(Math.max(0, person.first_day)) + 43_200
      if (random.chance(profileShare)) write('xiaohongshu', account_id, 'follow', from + random.integer(30_000), null)
      for (const at of momentsOf('xiaohongshu', person, from, dropout, random))
        write('xiaohongshu', account_id, pickReaction(random), at, topic())
    },
  }
}
