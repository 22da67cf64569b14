import { toCategoryPath } from '../../domain/addresses.ts'
import { findCategoryName } from '../../domain/arxiv-categories.ts'
import type { Paper } from '../../domain/paper.ts'
import { foldText } from '../../platform/plain-text.ts'

/** What a paper is about, by arXiv's categories: the primary one first, with its name. Classes of others are text. */
export function PaperCategories({ paper }: { paper: Paper }) {
  const { categories = [], primaryCategory } = paper.fields
  const all = [...new Set([primaryCategory, ...categories].filter((category) => category !== undefined))]
  if (all.length === 0) return null
  return (
    <p class="kicker">
      {all.map((category, index) => (
        <>
          {index > 0 && ' · '}
          <Category code={category} isFirst={index === 0} />
        </>
      ))}
    </p>
  )
}

function Category({ code, isFirst }: { code: string; isFirst: boolean }) {
  const name = findCategoryName(code)
  if (name === undefined) return <span>{foldText(code)}</span>
  return (
    <a href={toCategoryPath(code)} title={isFirst ? undefined : name}>
      {isFirst ? `${name} (${code})` : code}
    </a>
  )
}
