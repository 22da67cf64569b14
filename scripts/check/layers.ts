import { createRequire } from 'node:module'
import { type ICruiseOptions, type ICruiseResult, type IFlattenedRuleSet, cruise } from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { listCodeFiles, listUnread } from './files.ts'
import { type Outcome, toUnreadFault } from './step.ts'

/** What .dependency-cruiser.cjs exports. */
type Rules = { forbidden: NonNullable<IFlattenedRuleSet['forbidden']>; options: ICruiseOptions }

/** Layers: who may import whom, which library is at home where, and no cycles. */
export async function checkLayers(root: string): Promise<Outcome> {
  const { options, forbidden } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as Rules
  const expected = listCodeFiles(root).filter((path) => path.startsWith('src/'))
  const ruleSet = { forbidden }
  const settings = { ...options, baseDir: root, validate: true, ruleSet } as ICruiseOptions
  const { output } = await cruise(['src'], settings, {}, { tsConfig: extractTSConfig(`${root}/tsconfig.json`) })
  const { modules, summary } = output as ICruiseResult
  const faults = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)
  const read = modules.map(({ source }) => source).filter((source) => source.startsWith('src/'))
  const unread = toUnreadFault(listUnread(expected, read))
  return { read: read.length, faults: [...faults, ...listHomeless(expected, forbidden), ...unread] }
}

/** Files of src that no layer's rule is about would escape them all. */
function listHomeless(files: readonly string[], forbidden: Rules['forbidden']): string[] {
  const layers = forbidden.flatMap(({ name, from }) => (name?.startsWith('layer-') ? [String(from.path)] : []))
  const isHomed = (path: string) => layers.some((layer) => new RegExp(layer).test(path))
  return files.filter((path) => !isHomed(path)).map((path) => `${path}: stands in no layer`)
}
