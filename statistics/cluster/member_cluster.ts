import type { Compute } from 'memberhouse'
import { isInSample } from '../numeric/spread.ts'
import { fitClusters, nearest } from './fit_clusters.ts'

const sample_size = 5_000

type Buyers = { line: string; size: number; ids: Float64Array; figures: Float64Array[] }

/**
 * Clusters the buyers of each business line by the logarithms of R, F and M, each standardised over all buyers of the line. Centres are
 * fitted to a sample where there are many buyers. Cluster 1 has the highest mean net amount. The input is ordered by line and member.
 */
const memberClusters: Compute = async function* (inputs) {
  const counts = new Map<string, number>()
  for await (const [line, count] of inputs['count']!) counts.set(line!, Number(count))
  const clustersOf = function* (buyers: Buyers) {
    const cluster_count = counts.get(buyers.line)!
    const clusters = assign(buyers, cluster_count)
    for (let at = 0; at < buyers.size; at++)
      yield { one_id: buyers.ids[at]!, business_line: buyers.line, cluster: clusters[at]!, cluster_count }
  }

  let buyers = null as Buyers | null
  for await (const [line, one_id, ...figures] of inputs['buyer']!) {
    if (buyers === null || buyers.line !== line) {
      if (buyers) yield* clustersOf(buyers)
      buyers = { line: line!, size: 0, ids: new Float64Array(1024), figures: figures.map(() => new Float64Array(1024)) }
    }
    add(buyers, Number(one_id), figures.map(Number))
  }
  if (buyers) yield* clustersOf(buyers)
}

export default memberClusters

/** Adds a row. Typed arrays keep a million buyers in 32 MB. */
function add(buyers: Buyers, one_id: number, figures: number[]): void {
  if (buyers.size === buyers.ids.length) {
    buyers.ids = doubled(buyers.ids)
    buyers.figures = buyers.figures.map(doubled)
  }
  buyers.ids[buyers.size] = one_id
  for (const [place, figure] of figures.entries()) buyers.figures[place]![buyers.size] = figure
  buyers.size++
}

function doubled(values: Float64Array): Float64Array {
  const bigger = new Float64Array(values.length * 2)
  bigger.set(values)
  return bigger
}

/** The cluster of each buyer, from 1. */
function assign({ size, ids, figures }: Buyers, count: number): Uint8Array {
  const scales = figures.map((values) => standardise(values, size))
  const pointOf = (at: number) => figures.map((values, place) => scales[place]!(values[at]!))
  const sample: number[][] = []
  for (let at = 0; at < size; at++) if (isInSample(ids[at]!, sample_size / size)) sample.push(pointOf(at))
  const centres = fitClusters(sample, count)

  const clusters = new Uint8Array(size)
  const sums = centres.map(() => ({ members: 0, amount: 0 }))
  for (let at = 0; at < size; at++) {
    const place = nearest(centres, pointOf(at))
    clusters[at] = place
    sums[place]!.members++
    sums[place]!.amount += figures[2]![at]!
  }
  const order = [...sums.keys()].filter((place) => sums[place]!.members > 0)
  const mean = (place: number) => sums[place]!.amount / sums[place]!.members
  order.sort((one, other) => mean(other) - mean(one) || centres[other]![1]! - centres[one]![1]! || centres[one]![0]! - centres[other]![0]!)
  return clusters.map((place) => order.indexOf(place) + 1)
}

/** Returns the logarithm in standard deviations from its mean; amounts below 1 count as 1, and equal values as 0. */
function standardise(values: Float64Array, size: number): (value: number) => number {
  const logarithm = (value: number) => Math.log(Math.max(value, 1))
  let [sum, squares] = [0, 0]
  for (let at = 0; at < size; at++) sum += logarithm(values[at]!)
  const mean = sum / size
  for (let at = 0; at < size; at++) squares += (logarithm(values[at]!) - mean) ** 2
  const deviation = Math.sqrt(squares / size)
  return (value) => (deviation < 1e-9 ? 0 : (logarithm(value) - mean) / deviation)
}
