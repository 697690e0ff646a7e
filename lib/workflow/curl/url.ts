import { basicAuth } from "./basic-auth";
import type { Draft } from "./draft";
import { hasMark, piecesOf } from "./marks";

/** Takes an address as the node's, the way curl reads one: a login in it is a header, `http://` may be left out. */
export function takeUrl(draft: Draft, flag: string, given: string): void {
  if (draft.url !== undefined) {
    draft.say(flag, "unrepresentable", "A node sends one request; only the first address was taken.");
    return;
  }
  const login = /^((?:[a-z][a-z0-9+.-]*:\/\/)?)([^/?#@{]*)@/i.exec(given);
  if (login?.[2] !== undefined) {
    const user = decoded(login[2]);
    draft.addHeader("Authorization", basicAuth(user.includes(":") ? user : `${user}:`), true);
    draft.say(`${flag} login`, "used", loginNote(user));
  }
  const url = login ? `${login[1]}${given.slice(login[0].length)}` : given;
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(url)?.[1]?.toLowerCase();
  const whole =
    scheme !== undefined || url.startsWith("{{") || hasMark(url.slice(0, url.indexOf("\uE001") + 1));
  draft.url = whole ? url : `http://${url}`;
  if (url === "") draft.say(flag, "unrepresentable", "The address is empty.");
  else if (scheme !== undefined && !/^https?$/.test(scheme))
    draft.say(flag, "unrepresentable", `A node speaks http and https, not ${scheme}.`);
  else
    draft.say(
      flag,
      "used",
      whole ? "The address." : "The address; curl takes http:// where nothing is said.",
    );
}

/** What to know about a login that stands in a command. */
export function loginNote(login: string): string {
  const colon = login.indexOf(":");
  const isOpen = piecesOf(login.slice(colon + 1)).some((piece) => piece.kind === "text" && piece.text !== "");
  return colon >= 0 && isOpen
    ? "The Authorization header. The password stands in the node as it is: put it into a secret."
    : "The Authorization header.";
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Whether curl would make several addresses of this one: `{a,b}` or `[1-9]`. */
export const isGlob = (url: string): boolean =>
  /\{[^{}]*\}|\[[^\]]*-[^\]]*\]/.test(url.replace(/\{\{.*?\}\}/gs, "").replace(/\/\/[^/]*/, ""));
