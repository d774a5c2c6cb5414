import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** What a client asks of Postgres in one message, and what it asked before in the same transaction. */
export type Asked = { link: Link; text: string; transaction: string }

/** One connection through the proxy. `node` is what its session last was named after: `dws.member_sale` of `memberhouse:4:dws.member_sale`. */
export type Link = {
  node: string | null
  /** Passes nothing more in either direction, and closes nothing: as when the network between is gone. */
  swallow(): void
  /** Passes what is asked, keeps the answer from the client; resolves when Postgres has answered. */
  withhold(): Promise<void>
  cut(): void
}

export type Proxy = Awaited<ReturnType<typeof openProxy>>

/**
 * A way to Postgres that can fail as networks do, and that says what passes: `onAsked` is awaited before a message with SQL goes on,
 * so that a test can act between a client's commit and the server's.
 */
export async function openProxy(url: string) {
  const target = new URL(url)
  const links = new Set<Link>()
  const settings: { onAsked: (asked: Asked) => unknown; isSwallowing: boolean } = { onAsked: () => {}, isSwallowing: false }

  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ host: target.hostname, port: Number(target.port), noDelay: true })
    const link = join(client, upstream, settings)
    links.add(link)
    // A swallowed end stays open on one side until it is cut.
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
    /** Who is told of each message with SQL before it goes on. */
    onAsked: (tell: (asked: Asked) => unknown) => void (settings.onAsked = tell),
    /** The network is gone for every connection, those to come included; false brings it back for those to come. */
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

function join(client: Socket, upstream: Socket, settings: { onAsked: (asked: Asked) => unknown; isSwallowing: boolean }): Link {
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

  let asked = Promise.resolve()
  const pass = async (message: Buffer, text: string) => {
    if (text) {
      transaction += `${text}\n`
      await settings.onAsked({ link, text, transaction })
    }
    if (!isSwallowed && !upstream.destroyed) upstream.write(message)
  }
  // The first message of a connection has no letter before its length, and is alone.
  let takeAsked: ReturnType<typeof messages> | null = null
  client.on('data', (chunk: Buffer) => {
    const isFirst = takeAsked === null
    takeAsked ??= messages(1)
    for (const message of isFirst ? [chunk] : takeAsked(chunk)) {
      link.node = /memberhouse:\d+:([a-z_]+\.[a-z_0-9]+)/.exec(message.toString('latin1'))?.[1] ?? link.node
      asked = asked.then(() => pass(message, isFirst ? '' : textOf(message)))
    }
  })

  // A connection that is swallowed hears of no end either.
  client.on('close', () => isSwallowed || upstream.end())
  upstream.on('close', () => isSwallowed || client.destroy())
  for (const socket of [client, upstream]) socket.on('error', () => {})
  return link
}

/** The SQL of a Query or Parse message, or of none. */
function textOf(message: Buffer): string {
  const letter = String.fromCharCode(message[0]!)
  if (letter === 'Q') return message.toString('utf8', 5, message.length - 1)
  if (letter !== 'P') return ''
  const begin = message.indexOf(0, 5) + 1
  return message.toString('utf8', begin, message.indexOf(0, begin))
}

/** Cuts a stream into messages, each `prefix` bytes and a length that counts itself. */
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
