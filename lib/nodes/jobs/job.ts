import type { JsonObject } from "../../base/json";
import type { Reply } from "./ask";

/** Something that a service does on behalf of a node and that takes a while: a pipeline, an agent. */
export interface Job {
  id: string;
  /** Where people look at it. */
  url?: string;
  /** The service's own word. */
  status: string;
  /** Absent while it goes on. */
  result?: "success" | "failed";
  /** What later nodes read. */
  output: JsonObject;
}

/** How one kind of job is begun and followed. Every function asks the service once or a few times, and keeps nothing. */
export interface JobKind {
  /** For people: `the workflow deploy.yml of acme/web`. */
  noun: string;
  /** What has to be known before it begins, such as the default branch, and the newest job there is. */
  prepare(): Promise<Reply<JsonObject>>;
  /** Begins it; `undefined` when the service does not say which one it is. */
  start(prepared: JsonObject): Promise<Reply<Job | undefined>>;
  /** Jobs of this kind that are newer than what `prepare` saw, the oldest first. */
  since(prepared: JsonObject): Promise<Reply<Job[]>>;
  look(id: string, prepared: JsonObject): Promise<Reply<Job>>;
}
