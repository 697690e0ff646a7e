/** What came back from a call that a person sent. */
export interface SentAnswer {
  status: number;
  statusText: string;
  /** From sending to the end of the body, in milliseconds. */
  ms: number;
  /** JSON laid out, or the text as it came. */
  text: string;
}

/** Sends a call as it stands and reads whatever comes back. Rejects when no answer comes. */
export async function sendCall(call: {
  method: string;
  address: string;
  /** JSON text; empty for none. */
  body: string;
  /** Empty for none. */
  token: string;
}): Promise<SentAnswer> {
  const begun = performance.now();
  const response = await fetch(call.address, {
    method: call.method,
    headers: {
      ...(call.body === "" ? {} : { "content-type": "application/json" }),
      ...(call.token === "" ? {} : { authorization: `Bearer ${call.token}` }),
    },
    ...(call.body === "" ? {} : { body: call.body }),
    cache: "no-store",
  });
  const text = await response.text();
  const ms = Math.round(performance.now() - begun);
  return { status: response.status, statusText: response.statusText, ms, text: laidOut(text) };
}

function laidOut(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
