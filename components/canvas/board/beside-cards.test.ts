import { expect, it } from "vitest";
import { noteSize } from "@/lib/editor/board-edits";
import { besideCards } from "./beside-cards";

const card = (x: number, y: number) => ({ position: { x, y }, width: 240, height: 64 });

it("leaves a note where it covers nothing, and puts it below what it would cover", () => {
  expect(besideCards({ x: 0, y: 0 }, [card(900, 0)], 900)).toEqual({ x: 0, y: 0 });
  const below = besideCards({ x: 100, y: 20 }, [card(0, 0), card(0, 100), card(0, 900)], 900);
  expect(besideCards({ x: 100, y: 20 }, [card(0, 0)], 200)).toEqual({ x: 100, y: 20 });
  expect(below).toEqual({ x: 100, y: 164 + 32 + noteSize.height / 2 });
});
