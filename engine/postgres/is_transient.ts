import { MemberhouseError } from '../base/errors.ts'

// SQLSTATE: connection exception, transaction timeouts, serialization failure or deadlock, insufficient resources, lock not available,
// shutdown, system error.
const transientCodes = /^(08|25P0[34]|40|53|55P03|57P0[1-5]|58)/
const transientNetwork =
  /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN)|terminated|timeout exceeded when trying to connect|Connection ended|not queryable/

/** Whether a retry can help: decided by the SQLSTATE of a Postgres error, or by the code or message of a network error. */
export function isTransient(error: unknown): boolean {
  if (error instanceof MemberhouseError || !(error instanceof Error)) return false
  const { code } = error as { code?: unknown }
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return transientCodes.test(code)
  return transientNetwork.test(typeof code === 'string' ? code : error.message)
}
