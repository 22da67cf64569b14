import type { Harvest, HarvestContext, PaperSource, Subject } from '../../src/domain/harvest.ts'
import type { Validator } from '../../src/domain/ports.ts'

/**
 * What a source asks of the store: papers of any age, each as both wishes want it, validators as they are kept, and
 * nothing of days.
 */
export function aContext(subjects: readonly Subject[] = []): HarvestContext & { validators: Map<string, Validator> } {
  const sorted = [...subjects].sort((a, b) => (a.id < b.id ? -1 : 1))
  const validators = new Map<string, Validator>()
  return {
    signal: new AbortController().signal,
    validators,
    listSubjects: ({ of, after = '', limit }) => {
      const wished = sorted.filter(({ githubRepo }) => of === 'papers' || githubRepo !== undefined)
      return Promise.resolve(wished.filter(({ id }) => id > after).slice(0, limit))
    },
    findValidator: (url) => Promise.resolve(validators.get(url)),
    findKnownDays: () => Promise.resolve(new Map()),
    listNew: () => Promise.resolve([]),
  }
}

/** All that the answers of a task give, one after the other; validators are kept as they come. */
export async function harvestWhole(
  source: PaperSource,
  key: string,
  context: ReturnType<typeof aContext>,
): Promise<Harvest[]> {
  const harvests: Harvest[] = []
  for (let resume: string | undefined, goesOn = true; goesOn; goesOn = resume !== undefined) {
    const harvest = await source.harvest(key, resume, context)
    for (const [url, validator] of harvest.validators ?? []) context.validators.set(url, validator)
    harvests.push(harvest)
    resume = harvest.resume
  }
  return harvests
}
