import { UsageError } from '../engine/base/errors.ts'

/** Parses an argument as a whole number; throws a UsageError otherwise. */
export function parseNumber(name: string, value: string): number {
  if (!/^\d{1,15}$/.test(value)) throw new UsageError(`${name}: expected a number, got '${value}'`)
  return Number(value)
}

/** Collects the values of an option that may be repeated, or that lists several values. */
export const collect = (value: string, previous: string[] = []): string[] => [...previous, ...value.split(/[\s,]+/).filter(Boolean)]
