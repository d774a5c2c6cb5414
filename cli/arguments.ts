import type { Command } from 'commander'
import { UsageError } from '../engine/base/errors.ts'

/** Parses an argument as a whole number; throws a UsageError otherwise. */
export function parseNumber(name: string, value: string): number {
  if (!/^\d{1,15}$/.test(value)) throw new UsageError(`${name}: expected a number, got '${value}'`)
  return Number(value)
}

/** Collects the values of an option that may be repeated, or that lists several values. An empty value stays, to be refused. */
export function collect(value: string, previous: string[] = []): string[] {
  const values = value.split(/[\s,]+/).filter(Boolean)
  return [...previous, ...(values.length > 0 ? values : [''])]
}

/**
 * Throws a UsageError when an argument or option of a command is an empty text: `--select "$MODELS"` without the variable must not
 * build everything.
 */
export function refuseEmptyTexts(command: Command): void {
  const given: [name: string, value: unknown][] = [
    ...command.registeredArguments.map((argument, place): [string, unknown] => [argument.name(), command.processedArgs[place]]),
    ...command.options.map((option): [string, unknown] => [option.long ?? option.flags, command.getOptionValue(option.attributeName())]),
  ]
  for (const [name, value] of given)
    for (const text of [value].flat())
      if (typeof text === 'string' && text.trim() === '') throw new UsageError(`${name}: expected a value, got an empty text`)
}
