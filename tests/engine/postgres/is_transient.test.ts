import { expect, test } from 'vitest'
import { AuditFailed } from '../../../engine/build/audit_rows.ts'
import { isTransient } from '../../../engine/postgres/is_transient.ts'

const coded = (code: string, message = 'it failed') => Object.assign(new Error(message), { code })

test.each([
  ['a lost connection', coded('08006')],
  ['a transaction timeout', coded('25P04')],
  ['an idle-in-transaction timeout', coded('25P03')],
  ['a serialization failure', coded('40001')],
  ['a deadlock', coded('40P01')],
  ['too many connections', coded('53300')],
  ['a lock that is not available', coded('55P03')],
  ['a server that is shutting down', coded('57P01')],
  ['a server that is starting up', coded('57P03')],
  ['a disk that failed', coded('58030')],
  ['a refused connection', coded('ECONNREFUSED')],
  ['a reset connection', coded('ECONNRESET')],
  ['a name server that does not answer', coded('EAI_AGAIN')],
  ['a connection that ended unexpectedly', new Error('Connection terminated unexpectedly')],
  ['a client whose connection is gone', new Error('Client has encountered a connection error and is not queryable')],
])('%s is transient', (_, error) => expect(isTransient(error)).toBe(true))

test.each([
  ['a syntax error', coded('42601')],
  ['a missing column', coded('42703')],
  ['a division by zero', coded('22012')],
  ['a constraint violation', coded('23505')],
  ['a cancelled statement', coded('57014')],
  ['a release that cannot be read', coded('MH002')],
  ['a broken audit', new AuditFailed('dws.x', 1, [])],
  ['a programming error', new TypeError('x is not a function')],
  ['a value that is no error', 'terminated'],
])('%s is not transient', (_, error) => expect(isTransient(error)).toBe(false))
