export type Score = { precision: number; recall: number; f1: number }

/** Precision, recall and F1 of `found` items of which `right` are true, where `all` are true. */
export function score(right: number, found: number, all: number): Score {
  const precision = found === 0 ? 1 : right / found
  const recall = all === 0 ? 1 : right / all
  return { precision, recall, f1: right === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}

/** How many pairs of records have the same label. */
export function countPairs(labels: ArrayLike<number>): number {
  let pairs = 0
  for (const { length } of groups(labels).values()) pairs += (length * (length - 1)) / 2
  return pairs
}

/** Clusters held against the truth: by pairs of records in one cluster, and by whole clusters that hold exactly one person's records. */
export function scoreClusters(clusters: ArrayLike<number>, truth: ArrayLike<number>): { pairwise: Score; clusterwise: Score } {
  const found = groups(clusters)
  const sizes = new Map([...groups(truth)].map(([person, { length }]) => [person, length]))
  let rightPairs = 0
  let rightClusters = 0
  for (const places of found.values()) {
    const persons = groups(places.map((place) => truth[place]!))
    for (const { length } of persons.values()) rightPairs += (length * (length - 1)) / 2
    if (persons.size === 1 && sizes.get(truth[places[0]!]!) === places.length) rightClusters++
  }
  return { pairwise: score(rightPairs, countPairs(clusters), countPairs(truth)), clusterwise: score(rightClusters, found.size, sizes.size) }
}

function groups(labels: ArrayLike<number>): Map<number, number[]> {
  const found = new Map<number, number[]>()
  for (let place = 0; place < labels.length; place++) {
    const places = found.get(labels[place]!)
    if (places === undefined) found.set(labels[place]!, [place])
    else places.push(place)
  }
  return found
}

/** The best F1 that any threshold gives, and the log odds where it lies. */
export function bestScore(logOdds: Float64Array, isRight: (pair: number) => boolean, all: number): Score & { least: number } {
  const order = Int32Array.from(logOdds.keys()).filter((pair) => logOdds[pair]! > -10)
  order.sort((one, other) => logOdds[other]! - logOdds[one]!)
  let best = { ...score(0, 0, all), least: Infinity }
  let right = 0
  for (const [place, pair] of order.entries()) {
    if (isRight(pair)) right++
    // A threshold takes all pairs that are equally probable.
    if (place + 1 < order.length && logOdds[order[place + 1]!] === logOdds[pair]) continue
    const here = score(right, place + 1, all)
    if (here.f1 > best.f1) best = { ...here, least: logOdds[pair]! }
  }
  return best
}
