/**
 * A line of the log as a person reads it: time of day, level where it is not `info`, event, facts; a stack below it.
 *
 * @param line an object in JSON with `level`, `time` and `event`
 * @returns text that ends its line
 */
export function toLogText(line: string): string {
  const { level, time, event, cause, ...facts } = JSON.parse(line) as Record<string, unknown>
  const words = [String(time).slice(11, 19), String(event), ...Object.entries(facts).map(toWord)]
  if (level !== 'info') words.splice(1, 0, String(level).toUpperCase())
  const below = cause === undefined ? '' : `\n  ${toText(cause).replaceAll('\n', '\n  ')}`
  return `${words.join(' ')}${below}\n`
}

function toWord([name, value]: [string, unknown]): string {
  const text = toText(value)
  return `${name}=${/[\s"=]/.test(text) ? JSON.stringify(text) : text}`
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
