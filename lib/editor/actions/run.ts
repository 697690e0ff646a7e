import { isJsonObject, type JsonObject } from "../../base/json";
import type { WorkflowDocument } from "../../workflow/document";
import { encryptedInputs } from "../../workflow/inputs";
import { parseWorkflow } from "../../workflow/parse";
import type { Api } from "../api";
import { rememberEnvironment, rememberedEnvironment } from "../environment-choice";
import { pinsToSend } from "../pins";
import { remember } from "../remember";
import { followRun } from "../run-stream";
import { blueprintShapes } from "../shape-facts";
import type { GetState, SetState } from "../store";
import type { EditorActions } from "../store-types";
import { whyUnsaved } from "./save";

type RunActions = Pick<
  EditorActions,
  | "startRun"
  | "cancelRun"
  | "loadRun"
  | "resumeRun"
  | "closeRun"
  | "refreshRuns"
  | "setEnvironment"
  | "refreshEnvironments"
  | "refreshSecrets"
  | "refreshBlueprints"
  | "setRetry"
>;

/** Starting, following and looking back at runs. Nothing here touches the document. */
export function runActions(
  set: SetState,
  get: GetState,
  client: Api,
): { actions: RunActions; stop: () => void } {
  let stopFollowing = () => {};
  /** Grows with each run asked for, so that a slow answer about an earlier one is dropped. */
  let asked = 0;
  let stopped = false;

  const follow = (run: NonNullable<ReturnType<GetState>["run"]>) => {
    stopFollowing = followRun({
      url: (after) => client.runEventsUrl(run.run, after),
      state: run,
      onState(state) {
        set(state.status === "COMPLETED" ? { run: state, lastRun: state } : { run: state });
      },
      onLink(runLink) {
        set({ runLink });
        if (runLink === "ended") void actions.refreshRuns();
      },
    });
  };

  const actions: RunActions = {
    async startRun(inputs, trigger, as) {
      set({ runLink: "starting" });
      // A run asked for before the list of environments came must not go to the real hosts by accident.
      if (get().environments.length === 0) await actions.refreshEnvironments();
      const { id, environment, lastInputs } = get();
      await get().actions.save();
      const unsaved = whyUnsaved(get());
      if (unsaved !== undefined) {
        set({ runLink: get().run ? "ended" : "none" });
        return { error: unsaved };
      }
      const pins = pinsToSend(get().document, get().pins);
      const started = { inputs, nodeIdentifier: trigger, environment };
      const answer = await client.startRun(
        id,
        Object.keys(pins).length === 0 ? started : { ...started, pins },
        as,
      );
      if (!answer.ok) {
        set({ runLink: get().run ? "ended" : "none" });
        return { error: answer.error };
      }
      const remembered = { ...lastInputs, [trigger]: withoutEncrypted(get().document, trigger, inputs) };
      remember.keepInputs(id, remembered);
      set({ lastInputs: remembered });
      await actions.loadRun(answer.value);
      return { run: answer.value };
    },
    async cancelRun({ force = false } = {}) {
      const { run } = get();
      if (run) await client.cancelRun(run.run, force);
    },
    async loadRun(run) {
      stopFollowing();
      asked += 1;
      const mine = asked;
      set({ runLink: "loading" });
      const answer = await client.run(run);
      if (mine !== asked) return;
      if (!answer.ok) {
        set({ runLink: "none" });
        return;
      }
      const state = answer.value.run;
      const runDocument = parseWorkflow(JSON.stringify(answer.value.document)).document ?? null;
      const over = state.status === "COMPLETED";
      set({ run: state, runDocument, runLink: over ? "ended" : "live", ...(over ? { lastRun: state } : {}) });
      if (!over) follow(state);
      void actions.refreshRuns();
    },
    async resumeRun() {
      await actions.refreshRuns();
      const { runs, runLink } = get();
      const [newest] = runs;
      if (newest && newest.status !== "COMPLETED" && runLink === "none" && !stopped)
        await actions.loadRun(newest.id);
    },
    closeRun() {
      stopFollowing();
      asked += 1;
      set(({ ui }) => ({
        run: null,
        runDocument: null,
        runLink: "none",
        ui: { ...ui, drawer: { ...ui.drawer, nodeRun: null } },
      }));
    },
    async refreshRuns() {
      const answer = await client.runs(get().id, 50);
      if (!answer.ok) return;
      set({ runs: answer.value });
      const newest = answer.value.find((row) => row.status === "COMPLETED");
      if (get().lastRun || !newest) return;
      const detail = await client.run(newest.id);
      if (detail.ok && !get().lastRun) set({ lastRun: detail.value.run });
    },
    setEnvironment(environment) {
      rememberEnvironment(get().id, environment);
      set({ environment });
    },
    async refreshSecrets() {
      const answer = await client.secrets();
      if (answer.ok) set({ secrets: answer.value.map(({ name }) => name) });
    },
    async refreshBlueprints() {
      const answer = await client.blueprints();
      if (answer.ok) set({ blueprints: blueprintShapes(answer.value) });
    },
    async setRetry(retry) {
      const before = get().retry;
      set({ retry });
      const answer = await client.setRetry(get().id, retry);
      if (answer.ok) return undefined;
      // Only what nobody has changed since is put back.
      if (get().retry === retry) set({ retry: before });
      return answer.error;
    },
    async refreshEnvironments() {
      const answer = await client.environments();
      if (!answer.ok) return;
      const environments = answer.value;
      const { id, environment } = get();
      // Until the person chooses, runs go to the Playground: nothing outside is touched by a first try.
      const chosen =
        rememberedEnvironment(id) === undefined
          ? (environments.find((row) => row.playground)?.name ?? null)
          : environment;
      const known = chosen === null || environments.some((row) => row.name === chosen);
      set({ environments, environment: known ? chosen : null });
    },
  };
  return {
    actions,
    stop() {
      stopped = true;
      stopFollowing();
    },
  };
}

/** What may be remembered in the browser: everything but what is encrypted. */
function withoutEncrypted(
  document: WorkflowDocument | undefined,
  trigger: string,
  inputs: JsonObject,
): JsonObject {
  const config = document?.nodes.find(({ identifier }) => identifier === trigger)?.config;
  const secret = encryptedInputs(isJsonObject(config?.userInputs) ? config.userInputs : undefined);
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !secret.has(name)));
}
