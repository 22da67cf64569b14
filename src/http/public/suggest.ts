// Suggestions under the box of the search page while somebody types. Without this script nothing is missing.
// The pattern: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ (editable, with list autocomplete, manual selection).

type Suggestion = { kind: 'title' | 'author' | 'category'; label: string; text: string; url: string }

const PAUSE_MS = 120 // shorter than between two keys of a slow typist, longer than of a fast one
const FEWEST_LETTERS = 2
const KIND_NAMES = { title: 'Paper', author: 'Author', category: 'Category' } as const

const input = document.querySelector<HTMLInputElement>('form[role="search"] input[name="q"]')
if (input) attach(input)

function attach(input: HTMLInputElement): void {
  const list = document.createElement('ul')
  list.id = `${input.id}-suggestions`
  list.className = 'suggestions'
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', 'Suggestions')
  list.hidden = true
  input.after(list)
  input.setAttribute('role', 'combobox')
  input.setAttribute('aria-autocomplete', 'list')
  input.setAttribute('aria-controls', list.id)
  input.setAttribute('aria-expanded', 'false')

  let shown: Suggestion[] = []
  let active = -1
  let timer: number | undefined
  let asking: AbortController | undefined

  const mark = (next: number): void => {
    list.children[active]?.setAttribute('aria-selected', 'false')
    active = next
    const option = list.children[active]
    option?.setAttribute('aria-selected', 'true')
    option?.scrollIntoView({ block: 'nearest' })
    if (option) input.setAttribute('aria-activedescendant', option.id)
    else input.removeAttribute('aria-activedescendant')
  }
  const show = (suggestions: Suggestion[]): void => {
    mark(-1)
    shown = suggestions
    list.replaceChildren(...suggestions.map((one, index) => toOption(one, `${list.id}-${index}`)))
    list.hidden = suggestions.length === 0
    input.setAttribute('aria-expanded', String(!list.hidden))
  }
  const hide = (): void => {
    clearTimeout(timer)
    asking?.abort()
    show([])
  }
  const ask = async (): Promise<void> => {
    asking = new AbortController()
    const text = input.value.trim()
    const found = text.length < FEWEST_LETTERS ? [] : await suggest(text, asking.signal)
    // Undefined where it was asked anew meanwhile, or the server does not answer: what is shown is as good as nothing.
    if (found) show(found)
  }
  const choose = (index: number): void => {
    const chosen = shown[index]
    if (!chosen) return
    hide()
    // The path alone: the reader may have come by another address than the server's own.
    const { pathname, search } = new URL(chosen.url)
    location.assign(pathname + search)
  }

  input.addEventListener('input', () => {
    clearTimeout(timer)
    asking?.abort()
    timer = setTimeout(() => void ask(), PAUSE_MS)
  })
  input.addEventListener('blur', hide)
  input.addEventListener('keydown', (event) => {
    if (list.hidden || event.isComposing) return
    const { length } = shown
    if (event.key === 'ArrowDown') mark(active + 1 < length ? active + 1 : -1)
    else if (event.key === 'ArrowUp') mark(active === -1 ? length - 1 : active - 1)
    else if (event.key === 'Escape') hide()
    else if (event.key === 'Enter' && active !== -1) choose(active)
    else return
    event.preventDefault()
  })
  // The box keeps the focus, or the list would be gone before the click.
  list.addEventListener('mousedown', (event) => event.preventDefault())
  list.addEventListener('click', (event) => {
    const option = event.target instanceof Element ? event.target.closest('[role="option"]') : null
    if (option) choose([...list.children].indexOf(option))
  })
}

function toOption({ kind, label }: Suggestion, id: string): HTMLLIElement {
  const option = document.createElement('li')
  option.id = id
  option.setAttribute('role', 'option')
  option.setAttribute('aria-selected', 'false')
  const name = document.createElement('span')
  name.dir = 'auto'
  name.textContent = label
  const note = document.createElement('small')
  note.textContent = KIND_NAMES[kind]
  option.append(name, ' ', note)
  return option
}

async function suggest(text: string, signal: AbortSignal): Promise<Suggestion[] | undefined> {
  try {
    const answer = await fetch(`/api/v1/suggest?${new URLSearchParams({ q: text })}`, { signal })
    return answer.ok ? ((await answer.json()) as Suggestion[]) : undefined
  } catch {
    return undefined
  }
}
