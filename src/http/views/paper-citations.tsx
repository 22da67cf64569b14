import { toPaperPath } from '../../domain/addresses.ts'
import type { Paper } from '../../domain/paper.ts'
import { toBibtex } from '../citations/bibtex.ts'
import type { Citation } from '../citations/citation.ts'
import { toCslJson } from '../citations/csl-json.ts'
import { toRis } from '../citations/ris.ts'

/** The paper as others cite it, in three formats: to copy, and as files. */
export function PaperCitations({ paper, citation }: { paper: Paper; citation: Citation }) {
  const formats = [
    { id: 'bibtex', name: 'BibTeX', form: '.bib', text: toBibtex(citation) },
    { id: 'ris', name: 'RIS', form: '.ris', text: toRis(citation) },
    { id: 'csl-json', name: 'CSL-JSON', form: '.csl.json', text: toCslJson(citation) },
  ] as const
  return (
    <section aria-labelledby="cite" class="cite">
      <div class="head">
        <h2 id="cite">Cite this paper</h2>
        <span>One click on an entry selects it whole</span>
      </div>
      {formats.map(({ id, name, form, text }) => (
        <details>
          <summary>{name}</summary>
          <pre id={id} tabindex={0} role="region" aria-label={name}>
            {text.replaceAll('\r\n', '\n').trimEnd()}
          </pre>
          <p class="note">
            <a href={toPaperPath(paper.id, form)} download>
              {`Download ${name}`}
            </a>
          </p>
        </details>
      ))}
    </section>
  )
}
