import { defineCommand } from 'citty'
import { AppError } from '../../domain/error.ts'
import { type EffectiveSetting, loadEffectiveSettings } from '../../config/effective-settings.ts'
import type { Help } from '../help.ts'

/** `broadsheet config show`: every setting with its value and where that comes from, on stdout; secrets are masked. */
export const configCommand = defineCommand({
  meta: { name: 'config' },
  args: {
    action: { type: 'positional', required: true, valueHint: 'show', description: '"show" is all there is' },
    json: { type: 'boolean', default: false, description: 'Write an object as JSON, for programs' },
  },
  run({ args: { action, json } }) {
    if (action !== 'show') throw new AppError('invalid', `Unknown action "${action}": there is only "config show".`)
    const settings = loadEffectiveSettings()
    process.stdout.write(json ? toJson(settings) : toLines(settings))
  },
})

function toJson(settings: readonly EffectiveSetting[]): string {
  const entries = settings.map(({ name, value, from }) => [name, { value: value ?? null, from }])
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`
}

function toLines(settings: readonly EffectiveSetting[]): string {
  const [names, values] = [settings.map(({ name }) => name), settings.map(({ value = '(none)' }) => value)]
  const [nameWidth, valueWidth] = [names, values].map((texts) => Math.max(...texts.map((text) => text.length)))
  return settings
    .map(({ name, value = '(none)', from }) => `${name.padEnd(nameWidth!)}  ${value.padEnd(valueWidth!)}  ${from}\n`)
    .join('')
}

/** What `broadsheet config --help` says. */
export const configHelp: Help = {
  summary: 'show the settings that hold',
  about: [
    'Lists every setting with its value and where that comes from: "environment" where it is set, "default" where it is ' +
      'not. Passwords and other secrets are shown as ***.',
    'Settings are read from the environment of the shell that you type in. A service may have others: ask it in its own, ' +
      'as in "systemctl show broadsheet --property=Environment".',
  ],
  examples: [
    ['broadsheet config show', 'Lists all settings.'],
    ['broadsheet config show --json', 'Gives programs the same, by the name of the setting.'],
  ],
  seeAlso: ['docs/configuration.md, for what each setting means', 'broadsheet doctor --help'],
}
