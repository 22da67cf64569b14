import type { Account, DailyAuthor, Organization } from '../../domain/paper.ts'
import { onlyPresent } from '../../platform/only-present.ts'
import type { WireAccount, WireAuthor, WireOrganization } from './wire.ts'

/** An account of an answer; `undefined` where it has no handle. */
export function toAccount(account: WireAccount | undefined): Account | undefined {
  const handle = account?.name || account?.user
  if (account === undefined || !handle) return undefined
  return {
    handle,
    ...onlyPresent({
      externalId: account._id ?? account.id,
      fullname: account.fullname,
      avatarUrl: account.avatarUrl,
      kind: account.type,
      pro: account.isPro,
      staff: account.isHf,
      staffAdmin: account.isHfAdmin,
      moderator: account.isMod,
      followerCount: account.followerCount,
    }),
  }
}

/** The one account that two places of an item tell of, each with other details. The first wins where they differ. */
export function mergeAccounts(first: Account | undefined, second: Account | undefined): Account | undefined {
  if (first === undefined || second === undefined) return first ?? second
  return first.handle === second.handle ? { ...second, ...first } : first
}

/** An organisation of an answer; `undefined` where it has no handle. */
export function toOrganization(organization: WireOrganization | undefined): Organization | undefined {
  if (!organization?.name) return undefined
  const { _id: externalId, name: handle, fullname, avatar: avatarUrl } = organization
  return { handle, ...onlyPresent({ externalId, fullname, avatarUrl }) }
}

/** All authors with ids and accounts; `undefined` where one lacks id or name, since the list would have a gap. */
export function toDailyAuthors(authors: readonly WireAuthor[] | undefined): DailyAuthor[] | undefined {
  const listed = authors?.map(toDailyAuthor).filter((author) => author !== undefined)
  return listed?.length === authors?.length ? listed : undefined
}

function toDailyAuthor({ _id, name, hidden, status, statusLastChangedAt, user }: WireAuthor): DailyAuthor | undefined {
  if (!_id || !name) return undefined
  const claim = onlyPresent({ status, statusChangedAt: statusLastChangedAt, account: toAccount(user) })
  return { externalId: _id, name, hidden: hidden ?? false, ...claim }
}
