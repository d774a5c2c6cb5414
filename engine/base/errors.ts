/** An error for people: the message says what happened, the hint what to do. A command that throws it exits with code 1. */
export class MemberhouseError extends Error {
  readonly hint: string | undefined
  constructor(message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.name = 'MemberhouseError'
    this.hint = options.hint
  }
}

/** Wrong usage of a command, which exits with code 2. */
export class UsageError extends MemberhouseError {
  constructor(message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options)
    this.name = 'UsageError'
  }
}
