import type { Account, Organization } from '../domain/paper.ts'
import type { UnixMs } from '../domain/time.ts'
import { chunks } from './chunks.ts'
import type { Db } from './db.ts'
import { takeInserted } from './take-inserted.ts'
import type { AccountTable, OrganizationTable } from './schema.ts'

/** What a record said of an account or organisation, and when. */
export type Told<T> = { value: T; asOf: UnixMs }

/** Accounts by handle; unknown handles are absent from the map. */
export async function findAccounts(db: Db, handles: readonly string[]): Promise<Map<string, Account>> {
  const rows = await findRows(db, 'account', handles)
  return new Map(rows.map((row) => [row.handle, toAccount(row)]))
}

/** Organisations by handle; unknown handles are absent from the map. */
export async function findOrganizations(db: Db, handles: readonly string[]): Promise<Map<string, Organization>> {
  const rows = await findRows(db, 'organization', handles)
  return new Map(rows.map((row) => [row.handle, toOrganization(row)]))
}

/**
 * Keeps the newest known state of each account; what a newer record does not say stays.
 *
 * @returns whether any that was known before came out other than it was
 */
export function upsertAccounts(db: Db, told: readonly Told<Account>[]): Promise<boolean> {
  const rows = told.map(({ value, asOf }) => toAccountRow(value, asOf))
  return upsertRows(db, 'account', rows)
}

/** As `upsertAccounts`, of organisations. */
export function upsertOrganizations(db: Db, told: readonly Told<Organization>[]): Promise<boolean> {
  const rows = told.map(({ value, asOf }) => toOrganizationRow(value, asOf))
  return upsertRows(db, 'organization', rows)
}

async function upsertRows(db: Db, table: 'account' | 'organization', told: readonly Row[]): Promise<boolean> {
  const stored: Row[] = await findRows(db, table, [...new Set(told.map(({ handle }) => handle))])
  const rows = joinRows(stored, told)
  for (const chunk of chunks(rows)) {
    const columns = Object.keys(chunk[0] ?? {}).filter((column) => column !== 'handle')
    await db
      .insertInto(table as 'account')
      .values(chunk as AccountTable[])
      .onConflict((conflict) => conflict.column('handle').doUpdateSet(takeInserted(columns)))
      .execute()
  }
  const known = new Set(stored.map(({ handle }) => handle))
  return rows.some(({ handle }) => known.has(handle))
}

type Row = AccountTable | OrganizationTable

async function findRows<Name extends 'account' | 'organization'>(
  db: Db,
  table: Name,
  handles: readonly string[],
): Promise<(Name extends 'account' ? AccountTable : OrganizationTable)[]> {
  const found: Row[] = []
  for (const chunk of chunks(handles)) {
    found.push(
      ...(await db
        .selectFrom(table as 'account')
        .selectAll()
        .where('handle', 'in', chunk)
        .execute()),
    )
  }
  return found as (Name extends 'account' ? AccountTable : OrganizationTable)[]
}

/** The rows that differ from what is stored, each joined with it. */
function joinRows<R extends Row>(stored: readonly R[], told: readonly R[]): R[] {
  const before = new Map(stored.map((row) => [row.handle, row]))
  const after = new Map(before)
  for (const row of told) {
    const standing = after.get(row.handle)
    after.set(row.handle, standing ? joinRow(standing, row) : row)
  }
  return [...after.values()].filter((row) => !isSameRow(row, before.get(row.handle)))
}

type Ages = Record<string, UnixMs>

// Column by column: a record that names an account says nothing of its followers, and must not make an old count new.
function joinRow<R extends Row>(a: R, b: R): R {
  const joined: Record<string, unknown> = { ...a }
  const [ages, others] = [JSON.parse(a.ages) as Ages, JSON.parse(b.ages) as Ages]
  for (const [column, age] of Object.entries(others)) {
    const value: unknown = b[column as keyof R]
    const standing = ages[column] ?? -Infinity
    if (age < standing || (age === standing && !isGreater(value, joined[column]))) continue
    joined[column] = value
    ages[column] = age
  }
  return { ...joined, ages: toAgesText(ages) } as R
}

// Nothing tells which of two is newer: more followers come later, and else any rule that no order of arrival can change.
function isGreater(a: unknown, b: unknown): boolean {
  return typeof a === 'number' && typeof b === 'number' ? a > b : String(a) > String(b)
}

function toAgesText(ages: Ages): string {
  return JSON.stringify(Object.fromEntries(Object.entries(ages).sort(([a], [b]) => (a < b ? -1 : 1))))
}

/** The age of every column that a record fills. */
function withAges<R extends object>(columns: R, asOf: UnixMs): R & { ages: string } {
  const known = Object.entries(columns).filter(([column, value]) => value !== null && column !== 'handle')
  return { ...columns, ages: toAgesText(Object.fromEntries(known.map(([column]) => [column, asOf]))) }
}

function isSameRow(a: Row, b: Row | undefined): boolean {
  return b !== undefined && toText(a) === toText(b)
}

function toText(row: Row): string {
  return JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function toAccountRow(account: Account, asOf: UnixMs): AccountTable {
  const columns = {
    handle: account.handle,
    external_id: account.externalId ?? null,
    fullname: account.fullname ?? null,
    avatar_url: account.avatarUrl ?? null,
    kind: account.kind ?? null,
    pro: toFlag(account.pro),
    staff: toFlag(account.staff),
    staff_admin: toFlag(account.staffAdmin),
    moderator: toFlag(account.moderator),
    follower_count: account.followerCount ?? null,
  }
  return withAges(columns, asOf)
}

function toAccount(row: AccountTable): Account {
  return {
    handle: row.handle,
    ...(row.external_id !== null && { externalId: row.external_id }),
    ...(row.fullname !== null && { fullname: row.fullname }),
    ...(row.avatar_url !== null && { avatarUrl: row.avatar_url }),
    ...(row.kind !== null && { kind: row.kind }),
    ...(row.pro !== null && { pro: row.pro === 1 }),
    ...(row.staff !== null && { staff: row.staff === 1 }),
    ...(row.staff_admin !== null && { staffAdmin: row.staff_admin === 1 }),
    ...(row.moderator !== null && { moderator: row.moderator === 1 }),
    ...(row.follower_count !== null && { followerCount: row.follower_count }),
  }
}

function toOrganizationRow(organization: Organization, asOf: UnixMs): OrganizationTable {
  const columns = {
    handle: organization.handle,
    external_id: organization.externalId ?? null,
    fullname: organization.fullname ?? null,
    avatar_url: organization.avatarUrl ?? null,
  }
  return withAges(columns, asOf)
}

function toOrganization(row: OrganizationTable): Organization {
  return {
    handle: row.handle,
    ...(row.external_id !== null && { externalId: row.external_id }),
    ...(row.fullname !== null && { fullname: row.fullname }),
    ...(row.avatar_url !== null && { avatarUrl: row.avatar_url }),
  }
}

function toFlag(value: boolean | undefined): number | null {
  return value === undefined ? null : Number(value)
}
