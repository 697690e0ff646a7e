import "server-only";
import type { Generated } from "kysely";

/**
 * The tables. JSON is kept as text and moments as ISO 8601 in UTC with milliseconds, so that both databases
 * order and compare them alike.
 */
export interface Schema {
  workflows: WorkflowsTable;
  workflow_versions: WorkflowVersionsTable;
  runs: RunsTable;
  run_events: RunEventsTable;
  journal: JournalTable;
  waiting: WaitingTable;
  secrets: SecretsTable;
  environments: EnvironmentsTable;
  blueprints: BlueprintsTable;
  entities: EntitiesTable;
  entity_relations: EntityRelationsTable;
  entity_changes: EntityChangesTable;
  claims: ClaimsTable;
  schedules: SchedulesTable;
  event_triggers: EventTriggersTable;
  entity_timers: EntityTimersTable;
  event_cursors: EventCursorsTable;
  event_inbox: EventInboxTable;
  event_signatures: EventSignaturesTable;
  api_clients: ApiClientsTable;
  deleted_workflows: DeletedWorkflowsTable;
  external_runs: ExternalRunsTable;
}

export interface WorkflowsTable {
  /** `wf_` + 12 of `[a-zA-Z0-9]`; never changes. */
  id: string;
  /** What Port's API knows the workflow by: of the published version, else of the draft; null while it has none that is free. */
  identifier: string | null;
  /** The draft's text, byte for byte. */
  draft: string;
  /** `{ [node]: { x, y } }` */
  layout: string;
  /** A `Board`: groups and notes. */
  board: string;
  /** Counts the saves of the draft, so that a stale one is noticed. */
  revision: number;
  /** The latest published version; null before the first. */
  version: number | null;
  /** A `RetryPolicy`; null when nothing is tried again. */
  retry: string | null;
  created_at: string;
  updated_at: string;
  /** An email, or the id of an API client; so are all the others of that name. */
  created_by: string;
  /** 1 when the published version (before the first, the draft) says `allowAnyoneToViewRuns: false`. */
  private_runs: number;
}

export interface WorkflowVersionsTable {
  /** `wfv_` + 16 of `[a-zA-Z0-9]`. */
  id: string;
  workflow_id: string;
  version: number;
  text: string;
  created_at: string;
  created_by: string;
}

export interface RunsTable {
  /** `wfr_` + 16 of `[a-zA-Z0-9]`. */
  id: string;
  /** Null when the workflow is not one of the stored ones. */
  workflow_id: string | null;
  identifier: string;
  version: number | null;
  version_id: string | null;
  /** The document as it runs. */
  document: string;
  trigger_node: string;
  /** The `RunRequest` without its document. */
  request: string;
  status: string;
  result: string | null;
  created_at: string;
  updated_at: string;
  completed_at: string | null;
  /** Name of the environment. */
  environment: string | null;
  /** 1 while the run waits outside memory. */
  parked: number;
  /** When a parked run goes on by itself; null when only a report or a cancel ends its wait. */
  wake_at: string | null;
  /** JSON of the label that an outlet gave the run; the last one counts. */
  label: string | null;
  /** Null when no person and no client started it. */
  created_by: string | null;
}

export interface RunEventsTable {
  run_id: string;
  seq: number;
  at: string;
  type: string;
  /** The node run it is about; the trigger's for `run.started`; null for the run itself. */
  node_run: string | null;
  /** The event as people look at it: with heads in place of large values. */
  body: string;
  /** 1 when `body` has such a head; the whole event is then a file beside the database. */
  cut: number;
}

export interface JournalTable {
  run_id: string;
  key: string;
  result: string;
}

/** A node run that waits for people: written when it asks, gone when it is over. */
export interface WaitingTable {
  node_run: string;
  run_id: string;
  asked_at: string;
  /** Titles of the workflow and of the node. */
  workflow: string;
  node: string;
  /** Its beginning. */
  description: string;
  /** `[{ identifier, title, numOfResponders }]` */
  outlets: string;
  /** `{ users, roles, teams, usersQuery? }` */
  responders: string;
}

export interface SecretsTable {
  name: string;
  /** Base64 of nonce, tag and sealed text. */
  sealed: string;
  created_at: string;
  updated_at: string;
}

export interface EnvironmentsTable {
  name: string;
  /** `[{ from, to }]` */
  hosts: string;
  created_at: string;
  updated_at: string;
}

export interface BlueprintsTable {
  identifier: string;
  /** The blueprint without who and when. */
  body: string;
  created_at: string;
  created_by: string;
  updated_at: string;
  updated_by: string;
}

export interface EntitiesTable {
  blueprint: string;
  identifier: string;
  title: string;
  icon: string | null;
  /** `[team]` */
  team: string;
  properties: string;
  relations: string;
  created_at: string;
  created_by: string;
  updated_at: string;
  updated_by: string;
}

/** What the relations of each entity lead to, so that they can be followed both ways. */
export interface EntityRelationsTable {
  blueprint: string;
  identifier: string;
  relation: string;
  target_blueprint: string;
  target: string;
}

export interface EntityChangesTable {
  /** Grows with each change and is never used twice. */
  seq: Generated<number>;
  at: string;
  /** `CREATE`, `UPDATE` or `DELETE`. */
  action: string;
  blueprint: string;
  identifier: string;
  /** The entity before; null when it was created. */
  before: string | null;
  /** The entity after; null when it was deleted. */
  after: string | null;
  by: string;
  /** The run and the node run that did it. */
  run_id: string | null;
  node_run: string | null;
}

/** The schedule triggers of the latest published versions. */
export interface SchedulesTable {
  workflow_id: string;
  /** The trigger's identifier. */
  node: string;
  cron: string;
  /** The tick that starts the next run; null when none is to come. */
  next_at: string | null;
  /** The tick whose run is being started: a `Claim` as JSON; null otherwise. */
  claim: string | null;
  /** The last tick that started a run. */
  last_at: string | null;
  /** Why the last tick started none. */
  problem: string | null;
}

/** The event triggers of the latest published versions. */
export interface EventTriggersTable {
  workflow_id: string;
  /** The trigger's identifier. */
  node: string;
  /** `ENTITY_CREATED`, … `TIMER_EXPIRED`. */
  type: string;
  blueprint: string;
  /** Of `TIMER_EXPIRED`: the property that holds the timer. */
  property: string | null;
  /** The trigger's `config` as JSON. */
  config: string;
  /** What happened before it was published does not concern it. */
  armed_at: string;
  /** 1 when the timers of all entities that there were have been found. */
  scanned: number;
  /** When it started its last run. */
  last_at: string | null;
  /** Why an event at `problem_at` started no run, though it might have. */
  problem: string | null;
  problem_at: string | null;
}

/** The timers of entities that a `TIMER_EXPIRED` trigger waits for. */
export interface EntityTimersTable {
  workflow_id: string;
  node: string;
  entity: string;
  /** What the property held when the timer was set. */
  value: string;
  /** When it expires; null when it has. */
  due_at: string | null;
}

/** How far the events of a source have been dealt with. */
export interface EventCursorsTable {
  source: string;
  seq: number;
}

/** Events that were received and are not dealt with yet. */
export interface EventInboxTable {
  seq: Generated<number>;
  /** Of the signature, so that it is its own. */
  id: string;
  received_at: string;
  event: string;
}

/** Signatures that were used, as long as they would still be taken. */
export interface EventSignaturesTable {
  signature: string;
  until: string;
}

export interface ApiClientsTable {
  /** `slw_` + 24 of `[a-zA-Z0-9]`; what programs give as `clientId`. */
  id: string;
  name: string;
  /** `scrypt$<N>$<salt>$<hash>`, the last two in Base64. */
  secret_hash: string;
  /** `Admin` or `Member`. */
  role: string;
  created_at: string;
  created_by: string;
  /** To the minute. */
  last_used_at: string | null;
  revoked_at: string | null;
}

/** What `GET /v1/workflows?isDeleted=true` knows of a workflow that is gone. */
export interface DeletedWorkflowsTable {
  id: string;
  /** The published version's text; the draft's when there was none. */
  text: string;
  version: number | null;
  version_id: string | null;
  version_by: string | null;
  private_runs: number;
  created_at: string;
  created_by: string;
  updated_at: string;
  deleted_at: string;
  deleted_by: string;
}

/** Which node runs an outside system has named as its own. */
export interface ExternalRunsTable {
  external_run_id: string;
  node_run: string;
  run_id: string;
}

export interface ClaimsTable {
  node_run: string;
  run_id: string;
  /** `<workflow>:<node>`, the same for every run of the node. */
  node_uid: string;
  /** Which kind of agent it is for. */
  installation_id: string;
  created_at: string;
  /** Hidden from other claims until then; null while nobody has claimed it. */
  claimed_until: string | null;
  /** When an agent took it for good. */
  acked_at: string | null;
}
