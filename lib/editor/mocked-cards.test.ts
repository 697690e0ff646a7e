import { expect, test } from "vitest";
import { layoutWorkflow } from "../workflow/layout";
import { sketch } from "../workflow/sketch";
import { flowNodes } from "./flow";
import { mockedCards } from "./mocked-cards";

const document = sketch("t > a > b");
const cards = flowNodes(document, layoutWorkflow(document, {}, { direction: "right" }), "right");
const names = (list: typeof cards) => list.map(({ ariaLabel }) => ariaLabel);

test("the name of a card says that test runs leave it out", () => {
  const [, a, b] = names(cards);
  const shown = mockedCards(cards, { a: { output: 1 }, b: { output: 1, disabled: true } });
  expect(names(shown).slice(1)).toEqual([`${a}, pinned`, `${b}, disabled`]);
});

test("cards that say the same are the same objects, and so is a list without any", () => {
  const pins = { a: { output: 1 } };
  expect(mockedCards(cards, pins)[1]).toBe(mockedCards(cards, { ...pins })[1]);
  expect(mockedCards(cards, pins)[0]).toBe(cards[0]);
  expect(mockedCards(cards, {})).toBe(cards);
  expect(mockedCards(cards, { gone: { disabled: true } })).toBe(cards);
});
