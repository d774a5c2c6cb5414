import { curvatureAt, invertPositive } from './curvature.ts'
import { isAtBorder, largest, maximise, type Box, type Smooth } from './maximise.ts'

/** A likelihood of positive parameters, and data to fit it to; `sample` is a part of them, or the same. */
export type Likelihood<Data> = {
  parameters: readonly string[]
  /**
   * How the logarithms of the parameters are made of the coordinates of the search: a lower triangular matrix with a diagonal of ones. A
   * coordinate along a ridge of the likelihood can then run to the border while the others converge.
   */
  ridges: readonly (readonly number[])[]
  logLikelihood: (parameters: readonly number[], data: Data, gradient: number[]) => number
  data: Data
  sample: Data
  /** The number of customers in the data. */
  customers: (data: Data) => number
  starts: number[][]
}

/** What a fit found. `standard_errors` are null where the likelihood is flat. */
export type LikelihoodFit = {
  parameters: Record<string, number>
  standard_errors: Record<string, number | null>
  log_likelihood: number
  /** The largest derivative of the log-likelihood by a coordinate (a logarithm), for each customer. */
  gradient: number
  is_converged: boolean
  /** Parameters at the border of the search, a factor of 100,000 from where it began: the likelihood increases towards zero or infinity. */
  at_bound: string[]
  evaluations: number
}

const radius = Math.log(100_000)
const [tolerance, accepted_gradient, accepted_gain] = [1e-9, 1e-6, 1e-6]

/**
 * Maximises a likelihood over the logarithms of its parameters. It tries each start on the sample and goes on from the best with all data.
 * The result is accepted by its gradient: no derivative is more than 1e-6 for each customer, or a Newton step would gain less than 1e-6.
 */
export function fitLikelihood<Data>({
  parameters,
  ridges,
  logLikelihood,
  data,
  sample,
  customers,
  starts,
}: Likelihood<Data>): LikelihoodFit {
  const valuesAt = (at: readonly number[]) => ridges.map((row) => Math.exp(row.reduce((sum, share, place) => sum + share * at[place]!, 0)))
  const coordinatesOf = (values: readonly number[]) => {
    const at: number[] = []
    for (const [place, value] of values.entries())
      at.push(Math.log(value) - at.reduce((sum, coordinate, before) => sum + ridges[place]![before]! * coordinate, 0))
    return at
  }
  const meanOf = (among: Data): Smooth => {
    const count = Math.max(customers(among), 1)
    return (at, gradient) => {
      const values = valuesAt(at)
      const by_value: number[] = values.map(() => 0)
      const value = logLikelihood(values, among, by_value)
      for (const place of at.keys())
        gradient[place] = ridges.reduce((sum, row, one) => sum + row[place]! * by_value[one]! * values[one]!, 0) / count
      return value / count
    }
  }
  const box: Box = { centre: coordinatesOf(starts[0]!), radius }
  const ofSample = meanOf(sample)
  const tried = starts.map((start) => maximise(ofSample, coordinatesOf(start), { tolerance: 1e-6, box }))
  const best = tried.reduce((one, other) => (other.value > one.value ? other : one))

  const ofAll = meanOf(data)
  const found = maximise(ofAll, best.at, { tolerance, box, inverse: invertPositive(curvatureAt(ofSample, best.at)) })
  const inverse = invertPositive(curvatureAt(ofAll, found.at))
  const polished = inverse === null ? found : maximise(ofAll, found.at, { tolerance: tolerance / 1000, box, inverse })

  const count = Math.max(customers(data), 1)
  const { at, value, gradient } = polished
  const gain = inverse === null ? Infinity : (count / 2) * quadratic(inverse, gradient)
  const named = <Value>(values: readonly Value[]) => Object.fromEntries(parameters.map((name, place) => [name, values[place]!]))
  const values = valuesAt(at)
  const at_bound = parameters.filter((_, place) => isAtBorder(at[place]!, box.centre[place]!, box))
  const isFlat = inverse === null || at_bound.length > 0
  return {
    parameters: named(values),
    standard_errors: named(ridges.map((row, place) => (isFlat ? null : values[place]! * Math.sqrt(quadratic(inverse, row) / count)))),
    log_likelihood: value * count,
    gradient: largest(gradient),
    is_converged: largest(gradient) <= accepted_gradient || gain <= accepted_gain,
    at_bound,
    evaluations: polished.evaluations + found.evaluations + tried.reduce((sum, { evaluations }) => sum + evaluations, 0),
  }
}

const quadratic = (matrix: readonly number[][], vector: readonly number[]) =>
  matrix.reduce((sum, row, one) => sum + row.reduce((inner, entry, other) => inner + entry * vector[one]! * vector[other]!, 0), 0)
