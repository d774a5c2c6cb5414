import { open } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { FileRefusal } from '../file_refusal.ts'
import { refuseOtherEncoding, refuseOtherForm, type Written } from './refuse_other_form.ts'

const chunkBytes = 1 << 20

/** The SHA-256 of a file's content, unzipped: a file and its `.gz` are the same. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const bytes of inflated(path)) hash.update(bytes)
  return hash.digest('hex')
}

/** The content of a file as UTF-8 in chunks, unzipped and without a byte order mark. Throws FileRefusal for a file in another form. */
export async function* readBytes(path: string, written: Written): AsyncGenerator<Buffer> {
  let isFirst = true
  const content = inForm(inflated(path), written)
  for await (const bytes of written.encoding === 'gb18030' ? fromGb18030(content) : content) {
    const hasMark = isFirst && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
    isFirst = false
    yield hasMark ? bytes.subarray(3) : bytes
  }
}

/** Passes the chunks on while none shows another form than the declared one. */
async function* inForm(chunks: AsyncIterable<Buffer>, written: Written): AsyncGenerator<Buffer> {
  let isFirst = true
  let isDecided = false
  for await (const bytes of chunks) {
    if (isFirst) refuseOtherForm(bytes, written)
    isDecided ||= refuseOtherEncoding(bytes, isFirst && bytes.length < chunkBytes, isFirst, written)
    isFirst = false
    yield bytes
  }
}

async function* inflated(path: string): AsyncGenerator<Buffer> {
  const { isGzip, size } = await look(path)
  // Most files are small: a whole chunk for each would keep the garbage collector busy.
  const file = createReadStream(path, { highWaterMark: Math.min(chunkBytes, Math.max(size + 1, 1 << 16)) })
  if (!isGzip) {
    yield* file as AsyncIterable<Buffer>
    return
  }
  const content = pipeline(file, createGunzip({ chunkSize: chunkBytes }), () => {})
  try {
    yield* content as AsyncIterable<Buffer>
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    if (!code?.startsWith('Z_')) throw cause
    const what = code === 'Z_BUF_ERROR' ? 'is cut off in the middle' : `is damaged (${(cause as Error).message})`
    throw new FileRefusal(`the gzip file ${what}`, { hint: 'Fetch the file again, and load it once it is complete.', cause })
  }
}

async function look(path: string): Promise<{ isGzip: boolean; size: number }> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0)
    return { isGzip: bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b, size: (await file.stat()).size }
  } finally {
    await file.close()
  }
}

/** Invalid bytes become U+FFFD, which the scan rejects. */
async function* fromGb18030(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder('gb18030', { ignoreBOM: true })
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk, { stream: true })
    if (text !== '') yield Buffer.from(text)
  }
  const rest = decoder.decode()
  if (rest !== '') yield Buffer.from(rest)
}
