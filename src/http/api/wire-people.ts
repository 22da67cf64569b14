import { onlyPresent } from '../../platform/only-present.ts'
import type { Account, DailyAuthor, Organization, Paper } from '../../domain/paper.ts'
import { toIso, type UnixMs } from '../../domain/time.ts'
import { toHexId } from '../../platform/hashing.ts'
import { isPictureAddress } from '../paper-address.ts'
import type { WireAuthor, WireOrganization, WireUser } from './wire.ts'

/** An account as authors and submissions name it. What is not known of it is derived. */
export function toWireUser(account: Account, baseUrl: string): WireUser {
  const { handle, externalId, avatarUrl, pro, fullname, kind } = account
  return {
    _id: externalId ?? toHexId(`account ${handle}`),
    avatarUrl: findPicture(avatarUrl) ?? toIconUrl(baseUrl),
    isPro: pro ?? false,
    fullname: fullname ?? handle,
    user: handle,
    type: kind ?? 'user',
    name: handle,
  }
}

/** An account as it stands beside a paper. Who asks is nobody's follower: reading is anonymous. */
export function toWireSubmitter(account: Account, baseUrl: string): WireUser {
  const { _id, avatarUrl, fullname, name, type, isPro } = toWireUser(account, baseUrl)
  return {
    ...{ _id, avatarUrl, fullname, name, type, isPro },
    isHf: account.staff ?? false,
    isHfAdmin: account.staffAdmin ?? false,
    isMod: account.moderator ?? false,
    ...onlyPresent({ followerCount: account.followerCount }),
    isUserFollowing: false,
  }
}

/** The account that stands for this server, where nobody else put a paper into an edition. */
export function toInstallation(baseUrl: string): Account {
  return { handle: 'broadsheet', fullname: 'Broadsheet', externalId: toHexId(baseUrl), avatarUrl: toIconUrl(baseUrl) }
}

/**
 * Authors in the order of the paper: with the source's own ids where it told them, else with derived ones.
 *
 * @param until claims to a name that were made at this instant or later are left out
 */
export function toWireAuthors({ id, fields }: Paper, until: UnixMs, baseUrl: string): WireAuthor[] {
  if (fields.dailyAuthors) return fields.dailyAuthors.map((author) => toWireAuthor(asOf(author, until), baseUrl))
  return (fields.authors ?? []).map((name, index) => ({ _id: toHexId(`${id} ${index} ${name}`), name, hidden: false }))
}

function asOf(author: DailyAuthor, until: UnixMs): DailyAuthor {
  if ((author.statusChangedAt ?? 0) < until) return author
  const { externalId, name, hidden } = author
  return { externalId, name, hidden }
}

function toWireAuthor({ externalId, account, name, status, statusChangedAt, hidden }: DailyAuthor, baseUrl: string) {
  return {
    _id: externalId,
    ...onlyPresent({ user: account && toWireUser(account, baseUrl) }),
    name,
    ...onlyPresent({ status, statusLastChangedAt: statusChangedAt === undefined ? undefined : toIso(statusChangedAt) }),
    hidden,
  }
}

/** An organisation of the wire format. */
export function toWireOrganization({ handle, externalId, fullname, avatarUrl }: Organization): WireOrganization {
  return {
    _id: externalId ?? toHexId(`organisation ${handle}`),
    name: handle,
    ...onlyPresent({ fullname, avatar: findPicture(avatarUrl) }),
  }
}

function findPicture(address: string | undefined): string | undefined {
  return address !== undefined && isPictureAddress(address) ? address : undefined
}

function toIconUrl(baseUrl: string): string {
  return `${baseUrl}/icon.svg`
}
