import { createHash, timingSafeEqual } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { AppError } from '../../domain/error.ts'
import type { Clock } from '../../domain/time.ts'
import { toPrometheusText } from '../../platform/prometheus-text.ts'
import type { DescribeDigests } from '../../services/digests/describe-digests.ts'
import type { MeasureStore } from '../../services/measure-store.ts'
import type { SourceStanding } from '../../services/sync/source-standing.ts'
import { isFromThisMachine } from '../client-address.ts'
import type { createAnswerCounter } from './count-answers.ts'
import type { HarvestCounter } from './count-harvests.ts'
import { listDigestMetrics } from './list-digest-metrics.ts'
import { listSourceMetrics } from './list-source-metrics.ts'
import { listStoreMetrics } from './list-store-metrics.ts'
import type { ProcessMeter } from './measure-process.ts'

type Deps = {
  measureStore: MeasureStore
  answers: ReturnType<typeof createAnswerCounter>
  processMeter: ProcessMeter
  sources: Pick<SourceStanding, 'describeSources'>
  harvests: Pick<HarvestCounter, 'list'>
  describeDigests: DescribeDigests
  clock: Clock
  version: string
  /** Whoever shows it is answered; without one, programs on this machine are. */
  token: string | undefined
}

/** GET /metrics — for Prometheus. To anybody else there is nothing here. */
export function metricsRoutes(deps: Deps): Hono {
  const { measureStore, answers, processMeter, sources, harvests, describeDigests, clock, version, token } = deps
  const build = {
    name: 'broadsheet_build_info',
    help: 'What runs: always 1.',
    type: 'gauge' as const,
    samples: [{ value: 1, labels: { version, node: process.versions.node } }],
  }
  return new Hono().get('/metrics', async (c) => {
    if (!isAllowed(c, token)) throw new AppError('not_found', 'There is nothing at this address')
    // A store that does not answer is what this is asked about, and no reason not to answer the rest.
    const measures = await measureStore().catch(() => undefined)
    const described = await sources.describeSources().catch(() => [])
    const digests = await describeDigests().catch(() => undefined)
    const text = toPrometheusText([
      build,
      ...answers.list(),
      ...listStoreMetrics(measures),
      ...listSourceMetrics(described, clock()),
      ...harvests.list(),
      ...listDigestMetrics(digests, clock()),
      ...processMeter.list(),
    ])
    return c.body(text, 200, {
      'Content-Type': 'text/plain; version=0.0.4; charset=utf-8',
      'Cache-Control': 'no-store',
    })
  })
}

function isAllowed(c: Context, token: string | undefined): boolean {
  if (token === undefined) return isFromThisMachine(c)
  const [, given] = /^Bearer (.+)$/i.exec(c.req.header('Authorization') ?? '') ?? []
  return given !== undefined && timingSafeEqual(hash(given), hash(token))
}

/** Of equal length whatever was given, as the comparison needs. */
function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
