import { startOf } from '../basics/calendar.ts'
import { later } from '../basics/later.ts'
import { randomOf } from '../basics/random.ts'
import { accountId } from './account_id.ts'
import type { Account, Person, Settings } from './person.ts'

// Share of the persons on WeChat who follow the official account, and of these who unfollow it.
const followerShare = 0.4
const unfollowShare = 0.25

/** The account of a person at the official account; null if they do not follow it. It is not one of `person.accounts`. */
export function followerOf({ seed, until }: Settings, { index, accounts }: Person): Account | null {
  const first = accounts.find(({ source }) => source === 'mini' || source === 'wecom')
  const random = randomOf(seed, index, 'follower')
  if (first === undefined || !random.chance(followerShare)) return null
  const end = startOf(until + 1)
  const joined_at = later(random, first.joined_at, 40)
  const unfollowed_at = random.chance(unfollowShare) ? later(random, joined_at, 200) : Infinity
  const cancelled_at = unfollowed_at < end ? unfollowed_at : null
  return joined_at >= end
    ? null
    : { source: 'official_account', account_id: accountId(seed, 'official_account', index, 0), joined_at, cancelled_at }
}
