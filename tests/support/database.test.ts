import pg from 'pg'
import { inject, test, expect } from 'vitest'
import { createTestDatabase } from './database.ts'
test('m', async () => {
  const t = inject('template')
  const server = new pg.Client(inject('server_url')); await server.connect()
  for (const fsync of ['off', 'on']) { await server.query(`alter system set fsync = ${fsync}`); await server.query('select pg_reload_conf()'); await new Promise(r=>setTimeout(r,300))
  for (let i=0;i<3;i++) for (const s of ['file_copy','wal_log']) {
    const a=performance.now(); await server.query(`create database x${i}${s}${fsync} template ${t} strategy ${s}`); const b=performance.now(); await server.query(`drop database x${i}${s}${fsync}`)
    console.log(fsync, s, Math.round(b-a), Math.round(performance.now()-b))
  } }
  await server.end()
  const { url, drop } = await createTestDatabase(); expect(url).toContain(t); await drop()
})
