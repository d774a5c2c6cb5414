import { MemberhouseError } from '../base/errors.ts'

/** A file that cannot be loaded as it is: nothing of it is kept, and the refusal is recorded in `meta.batch`. */
export class FileRefusal extends MemberhouseError {
  constructor(message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options)
    this.name = 'FileRefusal'
  }
}
