import { createServer } from 'node:net'

/** Returns the wanted port of 127.0.0.1 if it is free, otherwise another free one; never one of `taken`. */
export async function choosePort(wanted: number | undefined, taken: number[] = []): Promise<number> {
  const port = (wanted !== undefined && !taken.includes(wanted) && (await bind(wanted))) || (await bind(0))
  if (port === null) throw new Error('no port of 127.0.0.1 is free')
  return taken.includes(port) ? choosePort(undefined, taken) : port
}

function bind(port: number): Promise<number | null> {
  return new Promise((done) => {
    const server = createServer()
    server.once('error', () => done(null))
    server.listen({ port, host: '127.0.0.1' }, () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : null))
    })
  })
}
