import "server-only";
import { Kysely, Migrator, type SqliteDatabase, SqliteDialect } from "kysely";
import Libsql from "libsql";
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
