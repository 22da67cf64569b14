/** What has just been done, by what stands in the address of the inbox after it. */
const TOLD = {
  begun: 'It has begun. Keep the address of this page: it is the way to all your digests.',
  paused: 'It pauses. Nothing is sent until you go on with it.',
  resumed: 'It goes on.',
  changed: 'It was changed.',
  ended: 'It has ended. What was sent stays readable here.',
  sent: 'A digest is on its way, of what came since the last one.',
  link: 'This is your new private link. The old one leads nowhere from now on, the ones in old mails too. Your feeds have new addresses.',
  allowed: 'Mail goes to your address again. What had ended stays ended: subscribe again to what you want.',
  unsure: 'Nothing was deleted: say that you want it first.',
} as const

/** What can have been done. */
export type ToldName = keyof typeof TOLD

/** What has just been done, in words; `undefined` where nothing was. */
export function findTold(name: string | undefined): string | undefined {
  return name !== undefined && Object.hasOwn(TOLD, name) ? TOLD[name as ToldName] : undefined
}
