/** A function to maximise: returns its value and sets `gradient`. */
export type Smooth = (at: readonly number[], gradient: number[]) => number

export type Maximum = { at: number[]; value: number; gradient: number[]; evaluations: number }

/** The coordinates stay within this distance of the centre. */
export type Box = { centre: readonly number[]; radius: number }

type Options = {
  /** Stop when no derivative is larger, apart from those that point out of the box at its border. */
  tolerance: number
  box: Box
  /** The inverse of the negative second derivatives at the start, if known: it saves most of the steps. */
  inverse?: number[][] | null
}

const [most_evaluations, most_halvings, longest_step] = [500, 30, 3]

/**
 * Finds a maximum within a box by BFGS (Nocedal and Wright 2006, algorithm 6.1) with a backtracking line search. Coordinates at the border
 * are held while the function increases beyond it. It never reports failure: the caller judges the result by its gradient.
 */
export function maximise(smooth: Smooth, start: readonly number[], { tolerance, box, inverse = null }: Options): Maximum {
  let at = inside(start, box)
  let gradient = at.map(() => 0)
  let value = smooth(at, gradient)
  let evaluations = 1
  let free = freeOf(at, gradient, box)
  let curvature = inverse ?? scaledIdentity(gradient)
  let isFresh = inverse === null
  const restart = () => {
    curvature = scaledIdentity(gradient)
    isFresh = true
  }
  while (evaluations < most_evaluations) {
    const uphill = masked(gradient, free)
    if (largest(uphill) <= tolerance) break
    let direction = directionOf(curvature, uphill, free)
    if (!(dot(direction, uphill) > 0)) {
      restart()
      direction = directionOf(curvature, uphill, free)
    }
    const slope = dot(direction, uphill)
    let length = Math.min(1, longest_step / largest(direction))
    const next = { at, value: -Infinity, gradient: at.map(() => 0) }
    let halvings = 0
    for (; halvings < most_halvings; halvings++, length /= 2) {
      const moved = at.map((coordinate, place) => coordinate + length * direction[place]!)
      next.at = inside(moved, box)
      next.value = smooth(next.at, next.gradient)
      evaluations++
      if (next.value >= value + 1e-4 * length * slope) break
      // So near to the maximum the value has no digits left: the gradient decides.
      const rest = largest(masked(next.gradient, freeOf(next.at, next.gradient, box)))
      if (next.value >= value - 1e-13 * Math.abs(value) && rest < largest(uphill)) break
    }
    if (halvings === most_halvings) {
      if (isFresh) break
      restart()
      continue
    }
    const moved = next.at.map((coordinate, place) => coordinate - at[place]!)
    const turned = gradient.map((derivative, place) => derivative - next.gradient[place]!)
    const before = free
    ;({ at, value, gradient } = next)
    free = freeOf(at, gradient, box)
    if (free.some((isFree, place) => isFree !== before[place])) restart()
    else {
      curvature = updated(curvature, moved, turned, isFresh)
      isFresh = false
    }
  }
  return { at, value, gradient: masked(gradient, free), evaluations }
}

/** Whether a coordinate is at the border of the box. */
export const isAtBorder = (coordinate: number, centre: number, { radius }: Box): boolean =>
  Math.abs(coordinate - centre) >= radius * (1 - 1e-9)

const inside = (at: readonly number[], { centre, radius }: Box) =>
  at.map((coordinate, place) => Math.max(centre[place]! - radius, Math.min(centre[place]! + radius, coordinate)))

/** Coordinates that may move: all but those at the border where the function increases beyond it. */
const freeOf = (at: readonly number[], gradient: readonly number[], box: Box) =>
  at.map(
    (coordinate, place) => !isAtBorder(coordinate, box.centre[place]!, box) || (coordinate - box.centre[place]!) * gradient[place]! < 0,
  )

const masked = (values: readonly number[], free: readonly boolean[]) => values.map((value, place) => (free[place] ? value : 0))

const directionOf = (curvature: number[][], uphill: number[], free: readonly boolean[]) =>
  masked(
    curvature.map((row) => dot(row, uphill)),
    free,
  )

/** The update of BFGS of the inverse; unchanged where the function is not concave along the step. */
function updated(inverse: number[][], moved: number[], turned: number[], isFresh: boolean): number[][] {
  const product = dot(moved, turned)
  if (!(product > 1e-12 * Math.sqrt(dot(moved, moved) * dot(turned, turned)))) return inverse
  const scale = isFresh ? product / dot(turned, turned) : 1
  const base = isFresh ? inverse.map((row, one) => row.map((_, other) => (one === other ? scale : 0))) : inverse
  const image = base.map((row) => dot(row, turned))
  const factor = (1 + dot(turned, image) / product) / product
  return base.map((row, one) =>
    row.map(
      (entry, other) =>
        entry + factor * moved[one]! * moved[other]! - (image[one]! * moved[other]! + moved[one]! * image[other]!) / product,
    ),
  )
}

const dot = (one: readonly number[], other: readonly number[]) => one.reduce((sum, value, place) => sum + value * other[place]!, 0)

/** The largest absolute value; NaN counts as infinite. */
export const largest = (values: readonly number[]): number =>
  values.reduce((most, value) => Math.max(most, Number.isNaN(value) ? Infinity : Math.abs(value)), 0)

const scaledIdentity = (gradient: readonly number[]) =>
  gradient.map((_, one) => gradient.map((_, other) => (one === other ? 1 / Math.max(1, largest(gradient)) : 0)))
