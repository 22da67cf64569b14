import { CompiledQuery, type DatabaseConnection, type Driver, SqliteAdapter, SqliteDialect, SqliteDriver } from 'kysely'
import type { SqliteDialectConfig } from 'kysely'

/**
 * Kysely's SQLite dialect with three changes.
 *
 * Migrations run in a transaction: by default Kysely runs them bare on SQLite, so one that fails halfway leaves its
 * first tables behind and can never run again. SQLite's DDL is transactional.
 *
 * Transactions begin IMMEDIATE: a deferred one that reads first and writes later fails at once when another process
 * wrote in between, without waiting for `busy_timeout`. So transactions here are for writing; reads need none.
 *
 * A transaction that SQLite has ended itself fails with what ended it.
 */
export class AppSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig

  constructor(config: SqliteDialectConfig) {
    super(config)
    this.#config = config
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalDdlAdapter()
  }

  override createDriver(): Driver {
    return new ImmediateDriver(this.#config)
  }
}

class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  /** A full disk ends a transaction by itself: what a rollback then says would hide why. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await super.rollbackTransaction(connection)
    } catch (error) {
      if (!(error instanceof Error) || !error.message.includes('no transaction is active')) throw error
    }
  }
}
