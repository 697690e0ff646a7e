import type { Api } from "../api";
import { emptyHistory } from "../history";
import { checkState, readText } from "../read";
import type { GetState, SetState } from "../store";
import type { EditorActions } from "../store-types";

type SaveActions = Pick<EditorActions, "save" | "publish" | "resolveConflict">;

/** Between this page's draft and the server's. */
export function saveActions(
  set: SetState,
  get: GetState,
  client: Pick<Api, "publish" | "workflow">,
  flush: () => Promise<void>,
): SaveActions {
  return {
    save: flush,
    async publish() {
      set({ publishing: true });
      await flush();
      const { id, text } = get();
      const answer = await client.publish(id);
      set({ publishing: false });
      if (!answer.ok) return { error: answer.error };
      const { version } = answer.value;
      set({ version, versionText: text });
      return { version };
    },
    async resolveConflict(keep) {
      const answer = await client.workflow(get().id);
      if (!answer.ok) return;
      const { text, layout, revision, version, versionText } = answer.value;
      if (keep === "mine") {
        set({ revision, saveState: { kind: "pending" } });
        await flush();
        return;
      }
      const read = readText(text, { ...get(), layout });
      set({
        ...read,
        problems: checkState({ ...get(), ...read }),
        history: emptyHistory,
        revision,
        version,
        versionText,
        saveState: { kind: "saved", at: Date.now() },
      });
    },
  };
}
