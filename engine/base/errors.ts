/** What went wrong and, in `hint`, what to do next. Ends a command with exit code 1. */
export class MemberhouseError extends Error {
  readonly hint: string | undefined
  constructor(message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.name = 'MemberhouseError'
    this.hint = options.hint
  }
}

/** A command that was called wrongly: exit code 2. */
export class UsageError extends MemberhouseError {
  constructor(message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options)
    this.name = 'UsageError'
  }
}
