import "server-only";
import { engineOf, type LocalEngine } from "../../run/engine-of";
import type { RunStore } from "../../run/store";
import type { World } from "../../run/world";

/**
 * The engine of a single process: runs live here, and what must survive is in the store. The caller owns the
 * data folder alone, and calls `resume` once at start: every unfinished run goes on from its log. A request
 * that was in flight is sent again with the same Idempotency-Key, a finished one never.
 */
export const createLocalEngine = (store: RunStore, world: World): LocalEngine => engineOf(store, world);
