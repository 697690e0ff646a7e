import { expect, test } from "vitest";
import { createOutlineKeys, type OutlineActs } from "./outline-keys";

/** Presses keys such as `Mod+Delete` and tells what was done; `null` where the key is left to others. */
function keyboard() {
  const done: string[] = [];
  const acts = new Proxy({} as OutlineActs, {
    get:
      (_acts, name) =>
      (...given: unknown[]) =>
        done.push([String(name), ...given].join(" ")),
  });
  const keys = createOutlineKeys(() => acts);
  let now = 10_000;
  return (pressed: string, wait = 0): string | null => {
    now += wait;
    const parts = pressed === "+" ? ["+"] : pressed.split("+");
    const action = keys({
      key: parts.at(-1),
      shiftKey: parts.includes("Shift"),
      altKey: parts.includes("Alt"),
      ctrlKey: parts.includes("Mod"),
      metaKey: false,
      timeStamp: now,
    } as KeyboardEvent);
    if (!action) return null;
    done.length = 0;
    action();
    return done.join(", ");
  };
}

test("arrows go, with Shift they choose up to there, with Mod they only look, with Alt they move the step", () => {
  const press = keyboard();
  expect(press("ArrowDown")).toBe("go 1 choose");
  expect(press("Shift+ArrowUp")).toBe("go -1 extend");
  expect(press("Mod+ArrowDown")).toBe("go 1 look");
  expect(press("Alt+ArrowUp")).toBe("move -1");
  expect(press("Alt+Shift+ArrowUp")).toBeNull();
  expect(press("Home")).toBe("go -Infinity choose");
  expect(press("Shift+End")).toBe("go Infinity extend");
  expect(press("ArrowRight")).toBe("inwards");
  expect(press("ArrowLeft")).toBe("outwards");
  expect(press("*")).toBe("openAll");
});

test("the keys about nodes are those of the canvas; the others are left to the page", () => {
  const press = keyboard();
  expect(press("Enter")).toBe("open");
  expect(press("Shift+Enter")).toBe("insertAfter");
  expect(press("Mod+Enter")).toBeNull();
  expect(press("F2")).toBe("rename");
  expect(press("Backspace")).toBe("remove");
  expect(press("Mod+Delete")).toBe("removeAndReconnect");
  expect(press("Mod+d")).toBe("duplicate");
  expect(press("Mod+a")).toBe("chooseAll");
  expect(press("Shift+C")).toBe("connect");
  expect(press("Shift+P")).toBe("togglePins");
  expect(press("Shift+D")).toBe("toggleDisabled");
  expect(press("Shift+L")).toBeNull();
  expect(press(" ")).toBe("mark");
  for (const other of ["Mod+z", "Mod+Shift+g", "Mod+c", "?", "[", "1", "+", "Escape", "Tab"])
    expect(press(other)).toBeNull();
});

test("letters look for a title, and what follows soon belongs to the same word", () => {
  const press = keyboard();
  expect(press("c")).toBe("type c true");
  expect(press("2", 300)).toBe("type 2 false");
  expect(press(" ", 300)).toBe("type   false");
  expect(press("ü", 800)).toBe("type ü true");
  expect(press(" ", 800)).toBe("mark");
  expect(press("2")).toBeNull();
});
