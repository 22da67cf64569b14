import { cleanText } from '../platform/plain-text.ts'

/** What stands in every mail of an installation, ready to be shown. */
export type Installation = {
  siteName: string
  baseUrl: string
  /** On one line. */
  postalAddress: string | undefined
}

/** What an operator says of an installation. */
export type InstallationSettings = {
  /** What it is called. */
  siteName: string
  /** Where it is reached. */
  baseUrl: string
  /** Who sends, by a postal address, on several lines or one: laws of some countries want it in every mail. */
  postalAddress?: string | undefined
}

/** Reads what an operator says. */
export function toInstallation({ siteName, baseUrl, postalAddress = '' }: InstallationSettings): Installation {
  const postal = cleanText(postalAddress.trim().replace(/,?\s*[\r\n]+\s*/g, ', '))
  return { siteName: cleanText(siteName), baseUrl, postalAddress: postal === '' ? undefined : postal }
}
