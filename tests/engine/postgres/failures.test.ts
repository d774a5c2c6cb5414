import { expect, test } from 'vitest'
import { AuditFailed } from '../../../engine/build/audit_rows.ts'
import { isPassing } from '../../../engine/postgres/failure_kind.ts'

const coded = (code: string, message = 'it failed') => Object.assign(new Error(message), { code })

test.each([
  ['a lost connection', coded('08006')],
  ['a transaction out of time', coded('25P04')],
  ['a transaction whose client was silent for too long', coded('25P03')],
  ['a serialization failure', coded('40001')],
  ['a deadlock', coded('40P01')],
  ['too many connections', coded('53300')],
  ['a lock that was not to be had', coded('55P03')],
  ['a server that shuts down', coded('57P01')],
  ['a server that starts up', coded('57P03')],
  ['a disk that failed', coded('58030')],
  ['a refused connection', coded('ECONNREFUSED')],
  ['a reset connection', coded('ECONNRESET')],
  ['a name server that is away', coded('EAI_AGAIN')],
  ['a connection that ended unexpectedly', new Error('Connection terminated unexpectedly')],
  ['a client whose connection is gone', new Error('Client has encountered a connection error and is not queryable')],
])('%s is worth another try', (_, error) => expect(isPassing(error)).toBe(true))

test.each([
  ['a syntax error', coded('42601')],
  ['a missing column', coded('42703')],
  ['a division by zero', coded('22012')],
  ['a broken constraint', coded('23505')],
  ['a cancelled statement', coded('57014')],
  ['a release that cannot be read', coded('MH002')],
  ['a broken audit', new AuditFailed('dws.x', 1, [])],
  ['a mistake of ours', new TypeError('x is not a function')],
  ['no error at all', 'terminated'],
])('%s is not', (_, error) => expect(isPassing(error)).toBe(false))
