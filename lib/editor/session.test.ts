import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { err, ok } from "../base/result";
import { setNodeConfig } from "../workflow/commands";
import { api } from "./api";
import type { WorkflowDetail } from "./api-types";
import { type Claim, type ClaimHandlers, claimWorkflow, type Locks } from "./claim";
import type { JournalStorage } from "./journal/storage";
import type { Checkpoint, Entry } from "./journal/timeline";
import { leaseLocks } from "./lease-locks";
import { openSession } from "./session";
import { detailOf } from "./test-page";

const text = JSON.stringify({
  identifier: "w",
  nodes: [{ identifier: "call", config: { type: "WEBHOOK", url: "https://a.test" } }],
});

/** The browser's storage, in memory. */
function local() {
  const items = new Map<string, string>();
  const storage = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  } as unknown as Storage;
  return { items, storage };
}

/** One browser and the server behind it; `down` keeps saves from it. */
function world() {
  const server = { text, layout: {}, board: { groups: [], notes: [] }, revision: 1, down: false };
  const client = {
    ...api,
    workflow: async () => ok(detailOf(text, server)),
    saveDraft: async (_: string, draft: { text?: string; revision: number }) => {
      if (server.down) return err({ status: 0, error: "unreachable", message: "Down.", details: [] });
      if (draft.revision !== server.revision)
        return err({ status: 409, error: "stale", message: "Stale.", details: [] });
      server.text = draft.text ?? server.text;
      server.revision += 1;
      return ok({ revision: server.revision });
    },
  };
  let kept: { checkpoint: Checkpoint; entries: Entry[] } | undefined;
  const storage: JournalStorage = {
    read: async () => structuredClone(kept),
    append: async (_, entries) => void kept?.entries.push(...structuredClone([...entries])),
    restart: async (_, checkpoint) => {
      kept = { checkpoint: structuredClone(checkpoint), entries: [] };
    },
    forget: async () => undefined,
    sweep: async () => undefined,
  };
  const locks = leaseLocks(local().storage);
  const open = async () => {
    const detail = await client.workflow();
    const claim = (id: string, handlers: ClaimHandlers): Claim => claimWorkflow(id, handlers, locks);
    const session = await openSession((detail as { value: WorkflowDetail }).value, {
      client,
      storage,
      claim,
    });
    return { ...session, state: session.store.getState };
  };
  return { server, open, locks };
}

beforeEach(() => {
  vi.stubGlobal("addEventListener", () => undefined);
  vi.stubGlobal("removeEventListener", () => undefined);
});
afterEach(() => void vi.unstubAllGlobals());

const url = (to: string) => (t: string) => setNodeConfig(t, "call", "/url", to);

it("lets one tab edit, shows its changes in the other, and hands over with all that it had", async () => {
  const { open, server } = world();
  const first = await open();
  const second = await open();
  expect(first.state()).toMatchObject({ writer: "here", ui: { readOnly: false } });
  expect(second.state()).toMatchObject({ writer: "elsewhere", ui: { readOnly: true } });
  expect(second.state().actions.edit(url("https://no.test"))).toMatchObject({ refused: expect.anything() });

  first.state().actions.edit(url("https://one.test"));
  await vi.waitFor(() => expect(second.state().text).toContain("https://one.test"));
  await second.takeOver();
  await vi.waitFor(() => expect(second.state().writer).toBe("here"));
  await vi.waitFor(
    () => expect(first.state()).toMatchObject({ writer: "elsewhere", ui: { readOnly: true } }),
    5_000,
  );
  expect(server.text).toContain("https://one.test");
  expect(second.state().history.past.map(({ label }) => label)).toEqual(["Change URL of call"]);
  second.state().actions.undo();
  expect(second.state().text).toBe(text);
  await vi.waitFor(() => expect(first.state().text).toBe(text));

  second.close();
  await vi.waitFor(() => expect(first.state()).toMatchObject({ writer: "here", text }), 5_000);
  expect(first.state().history.future).toHaveLength(1);
  first.close();
}, 20_000);

it("takes over from a tab that answers no more, with what it had not saved", async () => {
  const { open, server } = world();
  server.down = true;
  const first = await open();
  first.state().actions.edit(url("https://one.test"));
  await first.keep();
  const second = await open();
  await second.takeOver();
  await vi.waitFor(() => expect(second.state().writer).toBe("here"), 10_000);
  expect(second.state().text).toContain("https://one.test");
  server.down = false;
  await second.state().actions.save();
  expect(server.text).toContain("https://one.test");
  first.close();
  second.close();
}, 20_000);

it("waits in line without a lock manager, until the holder's lease is over", async () => {
  vi.useFakeTimers();
  const { storage } = local();
  const locks: Locks = leaseLocks(storage);
  const held: string[] = [];
  const hold = (name: string) => () => {
    held.push(name);
    return new Promise<void>(() => undefined);
  };
  const lost = locks.request("x", {}, hold("a")).catch(() => held.push("a lost"));
  const waiting = new AbortController();
  const called = locks
    .request("x", { signal: waiting.signal }, hold("b"))
    .catch(() => held.push("b called off"));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(held).toEqual(["a"]);
  waiting.abort();
  await called;
  void locks.request("x", { steal: true }, hold("c"));
  await vi.advanceTimersByTimeAsync(2_000);
  await lost;
  expect(held).toEqual(["a", "b called off", "c", "a lost"]);
  vi.useRealTimers();
});

it("hands a lease over though a renewal of the old holder hides that it was taken", async () => {
  vi.useFakeTimers();
  const { items, storage } = local();
  const locks: Locks = leaseLocks(storage);
  const seen: string[] = [];
  const request = (who: string, steal: boolean) =>
    locks
      .request("x", { steal }, () => {
        seen.push(who);
        return new Promise<void>(() => undefined);
      })
      .catch(() => seen.push(`${who} lost`));
  const first = request("first", false);
  const before = items.get("x") ?? "";
  void request("second", true);
  // What the first page wrote last reaches the storage after what the second did.
  items.set("x", before);
  await vi.advanceTimersByTimeAsync(3_000);
  await first;
  expect(seen).toEqual(["first", "second", "first lost"]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(seen).toHaveLength(3);
  vi.useRealTimers();
});
