export type Score = { precision: number; recall: number; f1: number }

/** Precision, recall and F1 of `found` items, `correct` of them true, out of `all` true items. */
export function score(correct: number, found: number, all: number): Score {
  const precision = found === 0 ? 1 : correct / found
  const recall = all === 0 ? 1 : correct / all
  return { precision, recall, f1: correct === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}

/** The number of record pairs with the same label. */
export function countPairs(labels: ArrayLike<number>): number {
  let pairs = 0
  for (const { length } of groups(labels).values()) pairs += (length * (length - 1)) / 2
  return pairs
}

/** Scores clusters against the truth: by record pairs within a cluster, and by clusters that hold exactly one person's records. */
export function scoreClusters(clusters: ArrayLike<number>, truth: ArrayLike<number>): { pairwise: Score; clusterwise: Score } {
  const found = groups(clusters)
  const sizes = new Map([...groups(truth)].map(([person, { length }]) => [person, length]))
  let correctPairs = 0
  let correctClusters = 0
  for (const places of found.values()) {
    const persons = groups(places.map((place) => truth[place]!))
    for (const { length } of persons.values()) correctPairs += (length * (length - 1)) / 2
    if (persons.size === 1 && sizes.get(truth[places[0]!]!) === places.length) correctClusters++
  }
  return {
    pairwise: score(correctPairs, countPairs(clusters), countPairs(truth)),
    clusterwise: score(correctClusters, found.size, sizes.size),
  }
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

/** The best F1 over all thresholds, and the log odds of that threshold. */
export function bestScore(logOdds: Float64Array, isCorrect: (pair: number) => boolean, all: number): Score & { least: number } {
  const order = Int32Array.from(logOdds.keys()).filter((pair) => logOdds[pair]! > -10)
  order.sort((one, other) => logOdds[other]! - logOdds[one]!)
  let best = { ...score(0, 0, all), least: Infinity }
  let correct = 0
  for (const [place, pair] of order.entries()) {
    if (isCorrect(pair)) correct++
    // A threshold includes all pairs of equal probability.
    if (place + 1 < order.length && logOdds[order[place + 1]!] === logOdds[pair]) continue
    const here = score(correct, place + 1, all)
    if (here.f1 > best.f1) best = { ...here, least: logOdds[pair]! }
  }
  return best
}
