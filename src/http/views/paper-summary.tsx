import type { Paper } from '../../domain/paper.ts'
import { foldText } from '../../platform/plain-text.ts'
import { Typeset } from './typeset.tsx'

/** Whether a machine wrote anything of the paper. */
export function hasSummary({ fields: { aiSummary = '', aiKeywords = [] } }: Paper): boolean {
  return aiSummary.trim() !== '' || aiKeywords.length > 0
}

/** What a machine wrote of the paper, and says so before anything else. Nothing where no machine wrote. */
export function PaperSummary({ paper }: { paper: Paper }) {
  const { aiSummary = '', aiKeywords = [], aiSummaryModel } = paper.fields
  if (!hasSummary(paper)) return null
  const author = aiSummaryModel ? `the language model ${foldText(aiSummaryModel)}` : 'a language model'
  return (
    <section class="stack" aria-labelledby="machine">
      <div class="head">
        <h2 id="machine">Made by a machine</h2>
        <span>Not by the authors</span>
      </div>
      {aiSummary.trim() !== '' && (
        <p dir="auto">
          <Typeset text={aiSummary} />
        </p>
      )}
      {aiKeywords.length > 0 && <p class="note">Keywords: {aiKeywords.map(foldText).join(', ')}.</p>}
      <p class="note">By {author}, as it came with the paper. It may be wrong; the abstract is the authors’ own.</p>
    </section>
  )
}
