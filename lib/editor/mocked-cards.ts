import type { Mock } from "../run/pins";
import type { FlowNode } from "./flow";
import { mockOf, type PinChoices } from "./pins";

const named = { pinned: new WeakMap<FlowNode, FlowNode>(), disabled: new WeakMap<FlowNode, FlowNode>() };

/** The cards, where the names of those that the person's test runs leave out say so; the same list when none is. */
export function mockedCards(cards: FlowNode[], pins: PinChoices): FlowNode[] {
  if (Object.keys(pins).length === 0) return cards;
  let isSame = true;
  const shown = cards.map((card) => {
    const mock = mockOf(pins, card.id);
    if (mock === undefined) return card;
    isSame = false;
    return namedAfter(card, mock);
  });
  return isSame ? cards : shown;
}

/** React Flow draws a card anew that is another object, so each is made once. */
function namedAfter(card: FlowNode, mock: Mock): FlowNode {
  const known = named[mock].get(card) ?? { ...card, ariaLabel: `${card.ariaLabel}, ${mock}` };
  named[mock].set(card, known);
  return known;
}
