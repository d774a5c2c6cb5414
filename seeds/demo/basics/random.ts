/** A stream of random numbers. The same seed, index and purpose always give the same stream. */
export type Random = {
  /** Uniform in [0, 1). */
  next(): number
  /** Uniform among 0, 1 … n − 1. */
  integer(n: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  /** Mean 0, variance 1. */
  normal(): number
  /** Waiting time until the next event of a process with this rate. */
  exponential(rate: number): number
  /** Mean and variance equal `shape`. */
  gamma(shape: number): number
  poisson(mean: number): number
}

const hashes = new Map<string, number>()

function hashOf(purpose: string): number {
  let hash = hashes.get(purpose)
  if (hash === undefined) {
    hash = 0x811c9dc5
    for (let i = 0; i < purpose.length; i++) hash = Math.imul(hash ^ purpose.charCodeAt(i), 0x01000193)
    hashes.set(purpose, hash)
  }
  return hash
}

/** Hashes a number to 32 bits with the finaliser of MurmurHash3. */
export function scramble(value: number): number {
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return (value ^ (value >>> 16)) >>> 0
}

/**
 * The random stream of one purpose for one person, product or store. Streams are independent, so adding a purpose changes no existing one.
 * Purposes are part of the seed: renaming one changes the exports. The generator is sfc32.
 */
export function randomOf(seed: number, index: number, purpose: string): Random {
  let a = scramble(seed + 0x9e3779b9)
  let b = scramble(index + 0x7f4a7c15)
  let c = hashOf(purpose)
  let counter = 1
  const bits = (): number => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  for (let i = 0; i < 12; i++) bits()
  // 32 bits divide a year into steps of about a hundredth of a second.
  const next = () => bits() / 4294967296
  const integer = (n: number) => Math.floor(next() * n)
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())

  // Marsaglia and Tsang, A simple method for generating gamma variables, 2000; shapes below 1 as in section 6.
  function gamma(shape: number): number {
    if (shape < 1) return gamma(shape + 1) * (1 - next()) ** (1 / shape)
    const d = shape - 1 / 3
    const scale = 1 / Math.sqrt(9 * d)
    for (;;) {
      const x = normal()
      const v = (1 + scale * x) ** 3
      if (v > 0 && Math.log(1 - next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
    }
  }

  // Counts arrivals at rate 1. This is fast enough because means here are at most a few tens.
  function poisson(mean: number): number {
    let count = 0
    for (let at = -Math.log(1 - next()); at < mean; at -= Math.log(1 - next())) count++
    return count
  }

  return {
    next,
    integer,
    chance: (probability) => next() < probability,
    pick: (list) => list[integer(list.length)]!,
    normal,
    exponential: (rate) => -Math.log(1 - next()) / rate,
    gamma,
    poisson,
  }
}
