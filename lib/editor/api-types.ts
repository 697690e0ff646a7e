import type { Problem } from "../base/problem";

export type * from "../catalog/answers";
export type * from "../run/answers";

/** Any call that did not succeed; `status` 0 means that no answer came. */
export interface ApiError {
  status: number;
  /** The server's code, for example `invalid_inputs`; `unreachable` when no answer came. */
  error: string;
  message: string;
  details: Problem[];
}
