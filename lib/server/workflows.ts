import "server-only";
import type { Problem } from "../base/problem";
import { err, ok, type Result } from "../base/result";
import type { RetryPolicy } from "../run/retry";
import { type Board, emptyBoard } from "../workflow/board";
import { setAt } from "../workflow/commands";
import type { Positions } from "../workflow/layout";
import { type ApiError, apiError } from "./api/errors";
import type { Database } from "./db/client";
import type { WorkflowsTable, WorkflowVersionsTable } from "./db/schema";
import { namesOf, parseObject, refuseSize, requireDocument, requireRunnable } from "./drafts";
import { freshId } from "./ids";
import type { Services } from "./running";

/** A stored workflow, as the editor opens it. */
export interface StoredWorkflow {
  id: string;
  identifier: string;
  title: string;
  text: string;
  layout: Positions;
  board: Board;
  version: number | null;
  versionText: string | null;
  updatedAt: string;
  revision: number;
  retry: RetryPolicy | null;
}

type Row = WorkflowsTable;
type Needs = Pick<Services, "db">;
/** What publishing needs: the triggers of the version begin to count with it. */
type Publishing = Pick<Services, "db" | "triggers">;

/** The row of an id or an identifier. */
export async function findWorkflow(db: Database, idOrIdentifier: string): Promise<Row | undefined> {
  const byId = await db
    .selectFrom("workflows")
    .selectAll()
    .where("id", "=", idOrIdentifier)
    .executeTakeFirst();
  if (byId !== undefined) return byId;
  return db.selectFrom("workflows").selectAll().where("identifier", "=", idOrIdentifier).executeTakeFirst();
}

/** The same, or a refusal. */
export async function requireWorkflow(db: Database, idOrIdentifier: string): Promise<Result<Row, ApiError>> {
  const row = await findWorkflow(db, idOrIdentifier);
  return row === undefined
    ? err(apiError("not_found", `There is no workflow "${idOrIdentifier}".`))
    : ok(row);
}

/** The latest published version, if there is one. */
export function latestVersion(db: Database, workflowId: string): Promise<WorkflowVersionsTable | undefined> {
  return db
    .selectFrom("workflow_versions")
    .selectAll()
    .where("workflow_id", "=", workflowId)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
}

/**
 * Stores a workflow's text as a new draft, byte for byte unless it had to be upgraded.
 *
 * @param options `by` is who makes it (an email, or a client's id); `copy` gives it a free identifier when its own is taken; `publish` makes it version 1 at once,
 *   which needs a text without errors
 */
export async function createWorkflow(
  services: Publishing,
  text: string,
  options: { by: string; copy?: boolean; publish?: boolean },
): Promise<Result<{ row: Row; changes: string[]; problems: Problem[] }, ApiError>> {
  const draft = options.publish ? requireRunnable(text) : requireDocument(text);
  if (!draft.ok) return draft;
  const { changes, problems } = draft.value;
  return publishing(services, async (transaction) => {
    let stored = draft.value.text;
    let { identifier } = namesOf(stored);
    if (identifier !== "" && (await findWorkflow(transaction, identifier)) !== undefined) {
      if (!options.copy) return err(taken(identifier));
      identifier = await freeIdentifier(transaction, identifier);
      stored = setAt(stored, "/identifier", identifier);
    }
    const now = new Date().toISOString();
    const row: Row = {
      id: freshId("wf"),
      identifier: identifier === "" ? null : identifier,
      draft: stored,
      layout: "{}",
      board: JSON.stringify(emptyBoard),
      revision: 1,
      version: null,
      retry: null,
      created_at: now,
      updated_at: now,
      created_by: options.by,
      private_runs: hidesRuns(stored),
    };
    await transaction.insertInto("workflows").values(row).execute();
    if (options.publish)
      row.version = (await addVersion(services, transaction, row, stored, now, options.by)).version;
    return ok({ row, changes, problems });
  });
}

/** What the editor needs of a workflow. */
export async function openWorkflow({ db }: Needs, id: string): Promise<Result<StoredWorkflow, ApiError>> {
  const row = await requireWorkflow(db, id);
  if (!row.ok) return row;
  const { value } = row;
  const version = await latestVersion(db, value.id);
  const said = namesOf(value.draft);
  return ok({
    id: value.id,
    identifier: value.identifier ?? said.identifier,
    title: said.title,
    text: value.draft,
    layout: JSON.parse(value.layout) as Positions,
    board: JSON.parse(value.board) as Board,
    version: value.version,
    versionText: version?.text ?? null,
    updatedAt: value.updated_at,
    revision: value.revision,
    retry: retryOf(value) ?? null,
  });
}

/** Saves a draft, with problems or without. A `revision` that is not the latest is refused, so that nothing is lost. */
export async function saveDraft(
  { db }: Needs,
  id: string,
  change: {
    text?: string | undefined;
    layout?: Positions | undefined;
    board?: Board | undefined;
    revision: number;
  },
): Promise<Result<{ revision: number }, ApiError>> {
  const tooLarge = change.text === undefined ? undefined : refuseSize(change.text);
  if (tooLarge !== undefined) return err(tooLarge);
  return db.transaction().execute(async (transaction) => {
    const found = await requireWorkflow(transaction, id);
    if (!found.ok) return found;
    const row = found.value;
    if (row.revision !== change.revision) {
      return err(
        apiError(
          "stale_revision",
          `The draft was saved elsewhere (revision ${row.revision}, yours is ${change.revision}). Reload it, or keep yours as a copy.`,
        ),
      );
    }
    const revision = row.revision + 1;
    const identifier =
      change.text === undefined ? row.identifier : await draftIdentifier(transaction, row, change.text);
    await transaction
      .updateTable("workflows")
      .set({
        revision,
        identifier,
        updated_at: new Date().toISOString(),
        ...(change.text === undefined ? {} : { draft: change.text }),
        // Whose runs may be seen is the published version's to say, once there is one.
        ...(change.text === undefined || row.version !== null
          ? {}
          : { private_runs: hidesRuns(change.text) }),
        ...(change.layout === undefined ? {} : { layout: JSON.stringify(change.layout) }),
        ...(change.board === undefined ? {} : { board: JSON.stringify(change.board) }),
      })
      .where("id", "=", row.id)
      .execute();
    return ok({ revision });
  });
}

/** The policy that runs of a workflow follow. */
export const retryOf = (row: Pick<Row, "retry">): RetryPolicy | undefined =>
  row.retry === null ? undefined : (JSON.parse(row.retry) as RetryPolicy);

/** Sets how failures that may pass are tried again, from the next run on; null for not at all. */
export async function setRetry(
  { db }: Needs,
  id: string,
  policy: RetryPolicy | null,
): Promise<Result<void, ApiError>> {
  const row = await requireWorkflow(db, id);
  if (!row.ok) return row;
  const retry = policy === null ? null : JSON.stringify(policy);
  await db.updateTable("workflows").set({ retry }).where("id", "=", row.value.id).execute();
  return ok(undefined);
}

/** Makes the draft a version, the one that triggers run from now on. A draft with errors is refused. */
export async function publishDraft(
  services: Publishing,
  id: string,
  by: string,
): Promise<Result<{ version: number; versionIdentifier: string; revision: number }, ApiError>> {
  return publishing(services, async (transaction) => {
    const found = await requireWorkflow(transaction, id);
    if (!found.ok) return found;
    return publish(services, transaction, found.value, found.value.draft, { always: false, by });
  });
}

/** Replaces a workflow by a text, as a new version (reference 7.3); its draft becomes the same text. */
export async function replaceWorkflow(
  services: Publishing,
  id: string,
  text: string,
  by: string,
): Promise<Result<{ id: string; version: number }, ApiError>> {
  return publishing(services, async (transaction) => {
    const found = await requireWorkflow(transaction, id);
    if (!found.ok) return found;
    const published = await publish(services, transaction, found.value, text, { always: true, by });
    return published.ok ? ok({ id: found.value.id, version: published.value.version }) : published;
  });
}

/**
 * Makes a text the next version without giving up what was changed in the draft since the last one.
 *
 * @param redraft what becomes of a draft that is not the published text
 */
export async function publishText(
  services: Publishing,
  id: string,
  text: string,
  by: string,
  redraft: (draft: string) => string,
): Promise<Result<void, ApiError>> {
  return publishing(services, async (transaction) => {
    const found = await requireWorkflow(transaction, id);
    if (!found.ok) return found;
    const row = found.value;
    const before = await latestVersion(transaction, row.id);
    const published = await publish(services, transaction, row, text, { always: true, by });
    if (!published.ok) return published;
    if (before !== undefined && before.text !== row.draft)
      await transaction
        .updateTable("workflows")
        .set({ draft: redraft(row.draft) })
        .where("id", "=", row.id)
        .execute();
    return ok(undefined);
  });
}

/**
 * Removes a workflow with its versions. Its runs stay, and so does a note of what it was
 * (`GET /v1/workflows?isDeleted=true`); the row itself goes, so that nothing can start it by mistake.
 */
export async function deleteWorkflow({ db }: Needs, id: string, by: string): Promise<Result<void, ApiError>> {
  return db.transaction().execute(async (transaction) => {
    const found = await requireWorkflow(transaction, id);
    if (!found.ok) return found;
    const row = found.value;
    const version = await latestVersion(transaction, row.id);
    await transaction
      .insertInto("deleted_workflows")
      .values({
        id: row.id,
        text: version?.text ?? row.draft,
        version: version?.version ?? null,
        version_id: version?.id ?? null,
        version_by: version?.created_by ?? null,
        private_runs: row.private_runs,
        created_at: row.created_at,
        created_by: row.created_by,
        updated_at: version?.created_at ?? row.updated_at,
        deleted_at: new Date().toISOString(),
        deleted_by: by,
      })
      .execute();
    await transaction.deleteFrom("workflows").where("id", "=", row.id).execute();
    return ok(undefined);
  });
}

/** A transaction that may publish; what its triggers have due is looked for after it. */
async function publishing<T>(
  { db, triggers }: Publishing,
  work: (transaction: Database) => Promise<T>,
): Promise<T> {
  const result = await db.transaction().execute(work);
  // What is due is started beside the answer.
  void triggers.changed();
  return result;
}

async function publish(
  { triggers }: Pick<Services, "triggers">,
  db: Database,
  row: Row,
  text: string,
  { always, by }: { always: boolean; by: string },
): Promise<Result<{ version: number; versionIdentifier: string; revision: number }, ApiError>> {
  const draft = requireRunnable(text);
  if (!draft.ok) return draft;
  const { text: current } = draft.value;
  const { identifier } = namesOf(current);
  const holder = await findWorkflow(db, identifier);
  if (holder !== undefined && holder.id !== row.id) return err(taken(identifier));
  const now = new Date().toISOString();
  const latest = await latestVersion(db, row.id);
  const version =
    !always && latest !== undefined && latest.text === current
      ? latest
      : await addVersion({ triggers }, db, row, current, now, by);
  const revision = current === row.draft ? row.revision : row.revision + 1;
  await db
    .updateTable("workflows")
    .set({ identifier, draft: current, revision, updated_at: now, private_runs: hidesRuns(current) })
    .where("id", "=", row.id)
    .execute();
  return ok({ version: version.version, versionIdentifier: version.id, revision });
}

async function addVersion(
  { triggers }: Pick<Services, "triggers">,
  db: Database,
  row: Row,
  text: string,
  now: string,
  by: string,
): Promise<WorkflowVersionsTable> {
  const version: WorkflowVersionsTable = {
    id: freshId("wfv"),
    workflow_id: row.id,
    version: (row.version ?? 0) + 1,
    text,
    created_at: now,
    created_by: by,
  };
  await db.insertInto("workflow_versions").values(version).execute();
  await db.updateTable("workflows").set({ version: version.version }).where("id", "=", row.id).execute();
  await triggers.arm(db, row.id, text);
  return version;
}

/**
 * What a saved draft may be called. A published workflow keeps its name until the next version; a name that
 * another workflow holds is not taken from it.
 */
async function draftIdentifier(db: Database, row: Row, text: string): Promise<string | null> {
  if (row.version !== null) return row.identifier;
  const { identifier } = namesOf(text);
  if (identifier === "" || identifier === row.identifier) return row.identifier;
  return (await findWorkflow(db, identifier)) === undefined ? identifier : row.identifier;
}

async function freeIdentifier(db: Database, wanted: string): Promise<string> {
  for (let count = 1; ; count += 1) {
    const suffix = count === 1 ? "-copy" : `-copy-${count}`;
    const candidate = `${wanted.slice(0, 60 - suffix.length)}${suffix}`;
    if ((await findWorkflow(db, candidate)) === undefined) return candidate;
  }
}

/** 1 when a workflow keeps its runs to their creators and Admins (reference 8). */
const hidesRuns = (text: string): number => (parseObject(text).allowAnyoneToViewRuns === false ? 1 : 0);

const taken = (identifier: string): ApiError =>
  apiError(
    "identifier_taken",
    `There is a workflow called "${identifier}" already. Change the identifier, or import it as a copy.`,
  );
