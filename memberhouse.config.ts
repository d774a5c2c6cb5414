import { defineConfig } from 'memberhouse'

export default defineConfig({
  time_zone: 'Asia/Shanghai',
  schedule: { at: '02:30', overlap: 'skip', catch_up: '1 hour' },
  heavy_slots: 2,
  light_slots: 8,
  publication_delay_ms: 2000,
})
