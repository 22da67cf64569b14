// How many texts of papers come out clean of TeX, why the rest does not, and what that takes.
//   npm run bench -- tex [SHOWN]
// The texts are those of ../shared/data: titles and abstracts of arXiv's listings, the Daily Papers' titles, abstracts
// and summaries, and the saved pages, which lost backslashes. With a number, that many affected texts are printed before
// and after, evenly spread.
import { createReadStream, existsSync, readFileSync, readdirSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { findMath } from '../src/platform/tex/formula/math-spans.ts'
import { countLost } from '../src/platform/tex/lost/mend-lost.ts'
import { readText } from '../src/platform/tex/read-text.ts'
import { toMathml } from '../src/platform/tex/to-mathml.ts'
import { toPlainText } from '../src/platform/tex/to-plain-text.ts'

type Source = { name: string; file: string; fields: readonly string[] }

const DATA = new URL('../../shared/data/', import.meta.url)
const ARXIV = ['title', 'abstract']
const SOURCES: readonly Source[] = [
  ...['2025', '2026', 'older'].map((year) => ({
    name: `arXiv ${year}`,
    file: `arxiv/${year}.jsonl.gz`,
    fields: ARXIV,
  })),
  { name: 'Daily Papers', file: 'hf/papers.jsonl.gz', fields: [...ARXIV, 'summary', 'ai_summary'] },
]
const shown = Number(process.argv[2] ?? 0)

if (!existsSync(new URL('hf/papers.jsonl.gz', DATA))) {
  console.error('This bench needs the files of ../shared/data, which are not here.')
  process.exit(2)
}

class Tally {
  texts = 0
  affected = 0
  clean = 0
  formulas = 0
  parsed = 0
  ms = 0
  ownCommands = 0
  readonly reasons = new Map<string, number>()
  readonly lost = new Map<string, number>()
  readonly samples: string[] = []

  add(text: string): void {
    this.texts++
    for (const [rule, count] of countLost(withoutMath(text))) this.lost.set(rule, (this.lost.get(rule) ?? 0) + count)
    if (!/[\\$]/.test(text)) return
    this.affected++
    this.samples.push(text)
    const start = performance.now()
    for (const piece of readText(text)) if ('tex' in piece) toMathml(piece.tex, piece.display)
    this.ms += performance.now() - start
    const reason = this.#judge(text)
    if (reason === undefined) this.clean++
    else this.reasons.set(reason, (this.reasons.get(reason) ?? 0) + 1)
    if (reason !== undefined && this.#holdsOwnCommand(text)) this.ownCommands++
  }

  /** Whether a text holds a command that neither TeX nor Temml knows, as authors define for their own paper. */
  #holdsOwnCommand(text: string): boolean {
    return [...text.matchAll(/\\[a-zA-Z]+/g)].some(([command]) => {
      const known = knownCommands.get(command) ?? isKnown(command)
      knownCommands.set(command, known)
      return !known
    })
  }

  /** Why a text is not clean: the first formula that does not parse, or the first TeX left in the text. */
  #judge(text: string): string | undefined {
    let reason: string | undefined
    for (const piece of readText(text)) {
      if ('tex' in piece) {
        this.formulas++
        if (toMathml(piece.tex, piece.display) !== undefined) this.parsed++
        else reason ??= `formula: ${/\\[a-zA-Z]+/.exec(piece.tex)?.[0] ?? piece.tex.slice(0, 12)}`
        continue
      }
      const left = /\\[a-zA-Z]+|\\.|\\$|(?<!\d)\$(?!\s?[\d/]).{0,8}|[_^]\{|``/.exec(piece.text)
      if (left !== null) reason ??= `text: ${left[0]}`
    }
    return reason
  }
}

const knownCommands = new Map<string, boolean>()
const all = new Tally()
for (const source of SOURCES) await measure(source.name, readTexts(source))
await measure('saved pages', readPages())
tell('all', all)
tellReasons(all)
tellPlain(all.samples)
tellSamples(all.samples)

async function measure(name: string, texts: AsyncIterable<string> | Iterable<string>): Promise<void> {
  const tally = new Tally()
  for await (const text of texts) {
    tally.add(text)
    all.add(text)
  }
  tell(name, tally)
}

async function* readTexts({ file, fields }: Source): AsyncGenerator<string> {
  const lines = createInterface({ input: createReadStream(new URL(file, DATA)).pipe(createGunzip()) })
  for await (const line of lines) {
    const row = JSON.parse(line) as Record<string, unknown>
    for (const field of fields) {
      const text = row[field]
      if (typeof text === 'string' && text !== '') yield text
    }
  }
}

function* readPages(): Generator<string> {
  const folder = new URL('pages/', DATA)
  for (const name of readdirSync(folder)) {
    for (const line of readFileSync(new URL(name, folder), 'utf8').split('\n')) if (line.trim() !== '') yield line
  }
}

function withoutMath(text: string): string {
  let rest = ''
  let end = 0
  for (const span of findMath(text)) {
    rest += text.slice(end, span.start)
    end = span.end
  }
  return rest + text.slice(end)
}

function tell(name: string, { texts, affected, clean, formulas, parsed, ms, lost }: Tally): void {
  const share = (part: number, whole: number): string => `${((100 * part) / Math.max(whole, 1)).toFixed(2)} %`
  console.log(
    `${name}: ${show(texts)} texts, ${show(affected)} with a backslash or dollar sign, ${show(clean)} of them clean ` +
      `(${share(clean, affected)}); ${show(formulas)} formulas, ${share(parsed, formulas)} parsed; ` +
      `${(ms / Math.max(affected, 1)).toFixed(3)} ms a text`,
  )
  const rules = [...lost].map(([rule, count]) => `${rule} ${show(count)}`).join(', ')
  console.log(`  broken forms: ${rules === '' ? 'none' : rules}`)
}

function isKnown(command: string): boolean {
  const tries = ['', '{x}', '{x}{y}', '(x\\right)', '{matrix}x\\end{matrix}']
  const isText = !readText(`a ${command}{b} c`).some((piece) => 'text' in piece && piece.text.includes('\\'))
  return isText || tries.some((rest) => toMathml(command + rest, true) !== undefined)
}

function tellReasons({ reasons, affected, clean, ownCommands }: Tally): void {
  console.log(
    `of the ${show(affected - clean)} others ${show(ownCommands)} hold a command that only their authors know`,
  )
  const most = [...reasons].sort(([, a], [, b]) => b - a).slice(0, 60)
  console.log(`what is left: ${most.map(([reason, count]) => `${reason} ${count}`).join(' | ')}`)
}

function tellPlain(samples: readonly string[]): void {
  const start = performance.now()
  for (const text of samples) toPlainText(text)
  console.log(`as plain text: ${((performance.now() - start) / Math.max(samples.length, 1)).toFixed(3)} ms a text`)
}

function tellSamples(samples: readonly string[]): void {
  for (let place = 0; place < shown; place++) {
    const text = samples[Math.floor((place * samples.length) / shown)] ?? ''
    console.log(`\n${place + 1} - ${text.replace(/\s+/g, ' ')}\n${place + 1} + ${toPlainText(text)}`)
  }
}

function show(value: number): string {
  return Math.round(value).toLocaleString('en')
}
