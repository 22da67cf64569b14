import type { Harvest, HarvestContext, PaperSource } from '../../domain/harvest.ts'
import { refuseOverlong } from '../refuse-overlong.ts'
import { harvestIds } from './api/harvest-ids.ts'
import { harvestSubmitted } from './api/harvest-submitted.ts'
import type { ArxivDeps } from './ask-arxiv.ts'
import { harvestAnnounced } from './feed/harvest-announced.ts'
import { harvestChanged } from './oai/harvest-changed.ts'
import { harvestSingle } from './oai/harvest-single.ts'
import { createSlots, planBackfill, planDay, planLeftOut, planPapers, planSince, planStart, toDueAt } from './plan.ts'
import { toRestEnd } from './rest.ts'
import { parseTaskKey } from './tasks.ts'

/**
 * arXiv, by its three interfaces: OAI-PMH for what changed, the feeds for what was announced today and how, and the query
 * API for single papers and for days of the past. Each stands in for another where that fails.
 */
export function createArxivSource(given: ArxivDeps): PaperSource {
  const ask: ArxivDeps['ask'] = (request, signal) => given.ask({ ...request, restsUntil: toRestEnd }, signal)
  const deps = { ...given, ask }
  const addresses = Object.fromEntries(
    Object.entries(deps.addresses).map(([name, address]) => [name, address.replace(/\/+$/, '')]),
  ) as ArxivDeps['addresses']
  const { categories } = deps
  return {
    name: 'arxiv',
    title: 'arXiv',
    terms:
      'One request every three seconds over a single connection, for all its interfaces together; metadata is CC0.',
    addresses: Object.values(addresses),
    slots: createSlots(categories),
    restsUntil: toRestEnd,
    announces: { dueAt: toDueAt, planDay, planPapers },
    planStart: (now) => planStart(categories, now),
    planBackfill: (from, to) => planBackfill(categories, from, to),
    planSince: (from, until) => planSince(categories, from, until),
    planLeftOut,
    harvest: async (key, resume, context) => {
      const answer = await harvest({ ...deps, addresses }, key, resume, context)
      return { ...answer, items: answer.items.map(refuseOverlong) }
    },
  }
}

async function harvest(
  deps: ArxivDeps,
  key: string,
  resume: string | undefined,
  context: HarvestContext,
): Promise<Harvest> {
  const task = parseTaskKey(key)
  const { signal } = context
  switch (task.kind) {
    case 'announced':
      return harvestAnnounced(deps, task.day, resume, context)
    case 'changed':
      return harvestChanged(deps, task, resume, context)
    case 'submitted':
      return harvestSubmitted({ ...deps, categories: task.categories }, task.day, resume, signal)
    case 'papers':
      return task.by === 'api'
        ? harvestIds(deps, task.ids, resume, signal)
        : harvestSingle(deps, task.ids, resume, signal)
  }
}
