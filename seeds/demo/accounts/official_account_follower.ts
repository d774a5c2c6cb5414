import { zonedTime } from '../basics/calendar.ts'
import { randomOf } from '../basics/random.ts'
import { weighted } from '../basics/weighted.ts'
import type { Files } from '../files/write_files.ts'
import type { ContactDetails } from '../people/contact_details.ts'
import type { Account, Person, Settings } from '../people/person.ts'
import { writeAccount } from './account_states.ts'

const shape = {
  source: 'official_account_follower',
  columns: ['openid', 'unionid', 'follow_scene', 'followed_at', 'unfollowed_at', 'updated_at'],
} as const
const pickScene = weighted([
  ['qr_code', 40],
  ['menu', 25],
  ['search', 15],
  ['article', 12],
  ['card', 8],
])

/** Writes a follower of the official account, nearly always with the unionid. */
export function writeFollower({ seed }: Settings, files: Files, { index }: Person, { unionid }: ContactDetails, follower: Account): void {
  const { account_id, joined_at, cancelled_at } = follower
  const random = randomOf(seed, index, 'follower file')
  const fields = {
    openid: account_id,
    unionid: random.chance(0.98) ? unionid : null,
    follow_scene: pickScene(random),
    followed_at: zonedTime(joined_at),
    unfollowed_at: null,
  }
  const changes = cancelled_at === null ? [] : [{ at: cancelled_at, set: { unfollowed_at: zonedTime(cancelled_at) } }]
  writeAccount(files, shape, zonedTime, { at: joined_at, fields }, changes)
}
