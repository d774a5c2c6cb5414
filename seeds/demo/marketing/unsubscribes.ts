import type { Files } from '../files/write_files.ts'
import { contactChannels, type ChannelName } from './channels.ts'

// Hazard that the first message within a week makes a person unsubscribe; each other message of the week adds as much again.
const hazard = 0.004
const mostCounted = 4

/** Draws which messages make their receivers unsubscribe, and counts them for the truth. */
export function openUnsubscribes() {
  const counts = new Map<string, { channel: ChannelName; before: number; delivered: number; unsubscribed: number }>()
  const hazardOf = (channel: ChannelName, before: number) => hazard * (1 + before) * contactChannels[channel].annoyance

  return {
    /** Whether a delivered message, with `before` others in the seven days before it, makes its receiver unsubscribe. */
    draw(channel: ChannelName, messagesBefore: number, draw: number): boolean {
      const before = Math.min(mostCounted, messagesBefore)
      const key = `${channel} ${before}`
      const count = counts.get(key) ?? { channel, before, delivered: 0, unsubscribed: 0 }
      counts.set(key, count)
      count.delivered++
      const unsubscribes = draw < hazardOf(channel, before)
      if (unsubscribes) count.unsubscribed++
      return unsubscribes
    },

    /** Writes the true hazards. */
    write(files: Files): void {
      const columns = ['channel', 'messages_before', 'hazard', 'delivered_count', 'unsubscribed_count']
      for (const [, { channel, before, delivered, unsubscribed }] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
        files.writeTruth('unsubscribe_hazard', columns, [channel, before, hazardOf(channel, before).toFixed(4), delivered, unsubscribed])
    },
  }
}
