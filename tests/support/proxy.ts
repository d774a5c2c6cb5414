import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** The SQL of one message from a client to Postgres, and all SQL of its transaction so far. */
export type ClientMessage = { link: Link; text: string; transaction: string }

/** One connection through the proxy. `node` comes from its last application_name: `dws.member_sale` of `memberhouse:4:dws.member_sale`. */
export type Link = {
  node: string | null
  /** Drops all traffic in both directions without closing the connection, like a broken network. */
  swallow(): void
  /** Forwards requests but withholds the answers from the client; resolves when Postgres has answered. */
  withhold(): Promise<void>
  cut(): void
}

export type Proxy = Awaited<ReturnType<typeof openProxy>>

/**
 * Opens a proxy to Postgres that can fail like a network. `onMessage` is awaited before a message with SQL is forwarded, so that a test
 * can act between the commit of the client and that of the server.
 */
export async function openProxy(url: string) {
  const target = new URL(url)
  const links = new Set<Link>()
  const settings: { onMessage: (message: ClientMessage) => unknown; isSwallowing: boolean } = { onMessage: () => {}, isSwallowing: false }

  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ host: target.hostname, port: Number(target.port), noDelay: true })
    const link = join(client, upstream, settings)
    links.add(link)
    // A connection whose close was swallowed stays half open until it is cut.
    const forget = () => void (client.destroyed && upstream.destroyed && links.delete(link))
    for (const socket of [client, upstream]) socket.on('close', forget)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const through = new URL(url)
  through.hostname = '127.0.0.1'
  through.port = String((server.address() as AddressInfo).port)

  return {
    url: through.href,
    links,
    /** Sets the function that is awaited before a message with SQL is forwarded. */
    onMessage: (listener: (message: ClientMessage) => unknown) => void (settings.onMessage = listener),
    /** With true, all connections, also new ones, lose their traffic; false restores it for new connections. */
    swallow: (is: boolean) => {
      settings.isSwallowing = is
      if (is) for (const link of links) link.swallow()
    },
    close: async () => {
      for (const link of links) link.cut()
      await new Promise((closed) => server.close(closed))
    },
  }
}

function join(client: Socket, upstream: Socket, settings: { onMessage: (message: ClientMessage) => unknown; isSwallowing: boolean }): Link {
  let isSwallowed = settings.isSwallowing
  let answered: (() => void) | null = null
  let transaction = ''
  const link: Link = {
    node: null,
    swallow: () => (isSwallowed = true),
    withhold: () => new Promise((resolve) => (answered = resolve)),
    cut: () => [client, upstream].forEach((socket) => socket.destroy()),
  }

  const takeAnswers = messages(1)
  upstream.on('data', (chunk: Buffer) => {
    for (const message of takeAnswers(chunk)) {
      const isReady = message[0] === 'Z'.charCodeAt(0)
      if (isReady && String.fromCharCode(message[5]!) === 'I') transaction = ''
      if (answered && isReady) answered()
      if (!answered && !isSwallowed) client.write(message)
    }
  })

  let queue = Promise.resolve()
  const pass = async (message: Buffer, text: string) => {
    if (text) {
      transaction += `${text}\n`
      await settings.onMessage({ link, text, transaction })
    }
    if (!isSwallowed && !upstream.destroyed) upstream.write(message)
  }
  // The first message of a connection has no letter before its length and comes alone.
  let takeMessages: ReturnType<typeof messages> | null = null
  client.on('data', (chunk: Buffer) => {
    const isFirst = takeMessages === null
    takeMessages ??= messages(1)
    for (const message of isFirst ? [chunk] : takeMessages(chunk)) {
      link.node = /memberhouse:\d+:([a-z_]+\.[a-z_0-9]+)/.exec(message.toString('latin1'))?.[1] ?? link.node
      queue = queue.then(() => pass(message, isFirst ? '' : textOf(message)))
    }
  })

  // When traffic is swallowed, the close is not forwarded either.
  client.on('close', () => isSwallowed || upstream.end())
  upstream.on('close', () => isSwallowed || client.destroy())
  for (const socket of [client, upstream]) socket.on('error', () => {})
  return link
}

/** Returns the SQL of a Query or Parse message, empty for other messages. */
function textOf(message: Buffer): string {
  const letter = String.fromCharCode(message[0]!)
  if (letter === 'Q') return message.toString('utf8', 5, message.length - 1)
  if (letter !== 'P') return ''
  const begin = message.indexOf(0, 5) + 1
  return message.toString('utf8', begin, message.indexOf(0, begin))
}

/** Splits a stream into messages: `prefix` bytes, then a length that includes itself. */
function messages(prefix: number): (chunk: Buffer) => Buffer[] {
  let rest = Buffer.alloc(0)
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    const whole: Buffer[] = []
    while (rest.length >= prefix + 4) {
      const end = prefix + rest.readUInt32BE(prefix)
      if (rest.length < end) break
      whole.push(rest.subarray(0, end))
      rest = rest.subarray(end)
    }
    return whole
  }
}
