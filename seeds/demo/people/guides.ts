import type { Day } from '../basics/calendar.ts'
import { randomOf } from '../basics/random.ts'
import { storesIn, stores, type Store } from './cities.ts'
import { givenNameOf, surnameOf } from './names.ts'
import type { Settings } from './person.ts'

/** A span of a sales guide (导购) in a store; `ends_on` is the first day after it, null while it lasts. */
export type GuideSpan = { guide_id: string; guide_name: string; store_code: string; starts_on: Day; ends_on: Day | null }
export type Guides = {
  /** The guides of a store on a day: four at any time. */
  in(store_code: string, day: Day): readonly GuideSpan[]
  /** All spans, guide by guide in order of days. */
  spans: readonly GuideSpan[]
}

/** Guides of a store at any time. */
export const guidesInStore = 4
// In 30 days, one guide in 28 leaves and one in 60 moves to another store of the city, where another guide takes a post in exchange.
const leaves = 1 / 28
const moves = 1 / 60
const firstHire = -900

const made = new WeakMap<Settings, Guides>()

/** The guides of all stores. A guide who leaves or moves is replaced on the same day. */
export function guidesOf(settings: Settings): Guides {
  let guides = made.get(settings)
  if (guides === undefined) made.set(settings, (guides = makeGuides(settings)))
  return guides
}

function makeGuides({ seed, until }: Settings): Guides {
  const random = randomOf(seed, 0, 'guides')
  const spans: GuideSpan[] = []
  const posts = new Map(stores.map(({ store_code }) => [store_code, [] as GuideSpan[][]]))
  let hired = 0

  const begin = (guide: { guide_id: string; guide_name: string }, store_code: string, starts_on: Day): GuideSpan => {
    const span = { ...guide, store_code, starts_on, ends_on: null }
    spans.push(span)
    return span
  }
  function hire(store_code: string, starts_on: Day): GuideSpan {
    const guide_name = surnameOf(random) + givenNameOf(random, random.chance(0.85) ? 'f' : 'm', false)
    return begin({ guide_id: `G${String(10_001 + hired++)}`, guide_name }, store_code, starts_on)
  }
  const otherStore = ({ store_code, city, business_line }: Store): Store | null => {
    const others = storesIn(city, business_line).filter((other) => other.store_code !== store_code)
    return others.length === 0 ? null : random.pick(others)
  }

  for (const { store_code } of stores) {
    for (let post = 0; post < guidesInStore; post++) posts.get(store_code)!.push([hire(store_code, firstHire - random.integer(600))])
  }
  for (let month = firstHire; month <= until; month += 30) {
    for (const store of stores) {
      for (const post of posts.get(store.store_code)!) {
        const draw = random.next()
        const day = month + random.integer(30)
        const now = post.at(-1)!
        if (draw >= leaves + moves || day > until || now.starts_on >= day) continue
        const other = draw < leaves ? null : otherStore(store)
        if (draw >= leaves && other === null) continue
        const exchanged = other && random.pick(posts.get(other.store_code)!)
        if (exchanged && exchanged.at(-1)!.starts_on >= day) continue
        now.ends_on = day
        if (!exchanged) {
          post.push(hire(store.store_code, day))
          continue
        }
        const coming = exchanged.at(-1)!
        coming.ends_on = day
        post.push(begin(coming, store.store_code, day))
        exchanged.push(begin(now, other!.store_code, day))
      }
    }
  }
  spans.sort((a, b) => (a.guide_id < b.guide_id ? -1 : a.guide_id > b.guide_id ? 1 : a.starts_on - b.starts_on))
  return {
    spans,
    in: (store_code, day) => posts.get(store_code)!.map((post) => post.findLast(({ starts_on }) => starts_on <= day) ?? post[0]!),
  }
}
