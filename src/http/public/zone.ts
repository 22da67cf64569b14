// Where a form asks for the time zone, chooses that of this device. Without this script readers choose it themselves.

/** Browsers that hide where they are say this one, and so it tells nothing. */
const HIDDEN = 'UTC'

const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
const asked = document.querySelector<HTMLSelectElement>('select[data-asked]')
if (asked && isAsServed(asked)) choose(asked)

/** Browsers keep what was chosen before a page is loaded again. */
function isAsServed({ options, selectedIndex }: HTMLSelectElement): boolean {
  return options[selectedIndex]?.defaultSelected === true
}

function choose(asked: HTMLSelectElement): void {
  const option = timeZone === HIDDEN ? undefined : findOption([...asked.options])
  if (!option) return
  option.selected = true
  const from = document.getElementById(`${asked.id}-from`)
  if (from) from.textContent = 'As the clock of this device has it.'
}

/** Zones have older names, which many browsers give: "Asia/Calcutta" for Asia/Kolkata. */
function findOption(options: readonly HTMLOptionElement[]): HTMLOptionElement | undefined {
  return (
    options.find(({ value }) => value === timeZone) ??
    options.find(({ value }) => value !== '' && toBrowsersName(value) === timeZone)
  )
}

function toBrowsersName(timeZone: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone
  } catch {
    return undefined // one that this browser does not know
  }
}
