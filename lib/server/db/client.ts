import "server-only";
import { Kysely, Migrator, type SqliteDatabase, SqliteDialect } from "kysely";
import Libsql from "libsql";
import LibsqlPromise from "libsql/promise";
import { migrations } from "./migrations";
import type { Schema } from "./schema";

export type Database = Kysely<Schema>;

/**
 * Opens the embedded database and brings its tables up to date. One connection serves the process: Kysely
 * hands it out to one query or transaction at a time. A commit is on the disk when it returns.
 *
 * @param path a file path, or `:memory:`
 */
export async function openDatabase(path: string): Promise<Database> {
  const connection = new Libsql(path);
  for (const setting of [
    "journal_mode = WAL",
    "synchronous = FULL",
    "busy_timeout = 5000",
    "foreign_keys = ON",
  ]) {
    // The settings that answer with a row must be read to the end, or they stay without effect.
    const statement = connection.prepare(`PRAGMA ${setting}`);
    statement.all();
  }
  const db: Database = new Kysely<Schema>({ dialect: new SqliteDialect({ database: portable(connection) }) });
  hot.set(db, new HotPath(connection));
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrations) },
  }).migrateToLatest();
  if (error !== undefined) {
    await db.destroy();
    throw error instanceof Error ? error : new Error(String(error));
  }
  return db;
}

type Value = string | number | null;

/** Runs one statement and gives the number of rows that it changed. The text must be one of few. */
export type RunStatement = (sql: string, ...values: Value[]) => number;

/**
 * One transaction out of a few statements that are made often, without the work of building each anew. Durable
 * when it resolves; when `work` throws or the commit fails, nothing of it is there. The flush to the disk
 * happens on another thread, so that everything but the database goes on meanwhile.
 */
export function transact<T>(db: Database, work: (run: RunStatement) => T): Promise<T> {
  const path = hot.get(db);
  if (path === undefined) throw new Error("The database was not opened by openDatabase.");
  // Kysely lends its one connection to nobody else until this is over.
  return db.connection().execute(() => path.transact(work));
}

class HotPath {
  readonly #connection: Libsql.Database;
  readonly #prepared = new Map<string, Libsql.Statement<Value[]>>();

  constructor(connection: Libsql.Database) {
    this.#connection = connection;
  }

  async transact<T>(work: (run: RunStatement) => T): Promise<T> {
    this.#run("BEGIN IMMEDIATE");
    try {
      const result = work(this.#run);
      // Both faces of libsql hold the same handle; this one commits on a thread of its own.
      await LibsqlPromise.prototype.exec.call(this.#connection, "COMMIT");
      return result;
    } catch (error) {
      // A failed commit may have ended the transaction already.
      if (this.#connection.inTransaction) this.#run("ROLLBACK");
      throw error;
    }
  }

  readonly #run: RunStatement = (sql, ...values) => {
    let statement = this.#prepared.get(sql);
    if (statement === undefined) {
      statement = this.#connection.prepare<Value[]>(sql);
      this.#prepared.set(sql, statement);
    }
    return statement.run(...values).changes;
  };
}

const hot = new WeakMap<Database, HotPath>();

/** libsql answers as better-sqlite3 does, but types its parameters as rest arguments. */
function portable(connection: Libsql.Database): SqliteDatabase {
  return {
    close: () => {
      connection.close();
    },
    prepare: (sql) => {
      const statement = connection.prepare(sql);
      return {
        reader: statement.reader,
        all: (parameters) => statement.all(parameters),
        run: (parameters) => statement.run(parameters),
        iterate: (parameters) => statement.iterate(parameters),
      };
    },
  };
}
