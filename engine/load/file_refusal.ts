import { MemberhouseError } from '../base/errors.ts'

/** Thrown for a file that cannot be loaded: none of its rows is kept, and `meta.batch` records the refusal. */
export class FileRefusal extends MemberhouseError {
  constructor(message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options)
    this.name = 'FileRefusal'
  }
}
