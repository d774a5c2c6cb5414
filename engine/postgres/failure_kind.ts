import { MemberhouseError } from '../base/errors.ts'

// Connection lost, transaction idle or out of time, transaction rolled back for another's sake, resources, lock not available, shutdown, system:
// the same statement may succeed later.
const passing = /^(08|25P0[34]|40|53|55P03|57P0[1-5]|58)/
const passingNetwork =
  /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN)|terminated|timeout exceeded when trying to connect|Connection ended|not queryable/

/** Whether trying again can help: by SQLSTATE class for what Postgres said, by the error for what the network did. */
export function isPassing(error: unknown): boolean {
  if (error instanceof MemberhouseError || !(error instanceof Error)) return false
  const { code } = error as { code?: unknown }
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return passing.test(code)
  return passingNetwork.test(typeof code === 'string' ? code : error.message)
}
