import { UsageError } from '../engine/base/errors.ts'

/** The number that an argument is. */
export function number(name: string, value: string): number {
  if (!/^\d{1,15}$/.test(value)) throw new UsageError(`${name}: expected a number, got '${value}'`)
  return Number(value)
}

/** Adds to what was given before: for options that may be repeated, or list several values. */
export const collect = (value: string, before: string[] = []): string[] => [...before, ...value.split(/[\s,]+/).filter(Boolean)]
