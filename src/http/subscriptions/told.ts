/** What has just been done, by what stands in the address of the inbox after it. */
const TOLD = {
  begun: 'It has begun. Keep the address of this page: it is the way to all your digests.',
  added: 'It has begun, without a mail: you have the link of this page.',
  doubted:
    'It has begun. No paper of what you named has come in here so far: look below whether the name is spelled as on papers.',
  again: 'It has begun again, as it was.',
  paused: 'It pauses. Nothing is sent until you go on with it.',
  resumed: 'It goes on.',
  changed: 'It was changed.',
  ended: 'It has ended. What was sent stays readable here, and you can begin it again below.',
  sent: 'A digest is on its way, of what you have not had yet.',
  link: 'This is your new private link. The old one leads nowhere from now on, the ones in old mails too. Your feeds have new addresses.',
  allowed: 'Mail goes to your address again. What had ended stays ended: begin again what you want.',
  unsure: 'Nothing was deleted: say that you want it first.',
} as const

/** What can have been done. */
export type ToldName = keyof typeof TOLD

/** What has just been done, in words; `undefined` where nothing was. */
export function findTold(name: string | undefined): string | undefined {
  return name !== undefined && Object.hasOwn(TOLD, name) ? TOLD[name as ToldName] : undefined
}
