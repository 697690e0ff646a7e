import { type BrokenDown, fromSeconds, months, toSeconds, weekdays } from "./time";

interface State {
  text: string;
  at: number;
  time: BrokenDown;
  afternoon: boolean | null;
  century: number | null;
  yearday: number | null;
  offset: number;
  epoch: number | null;
}

type Directive = (state: State) => boolean;

/** Reads up to `width` digits into the time. */
function number(
  width: number,
  put: (state: State, value: number) => void,
  min = 0,
  max = Number.POSITIVE_INFINITY,
): Directive {
  const numeral = new RegExp(`[+-]?\\d{1,${width}}`, "y");
  return (state) => {
    skipSpace(state);
    numeral.lastIndex = state.at;
    const digits = numeral.exec(state.text)?.[0];
    if (digits === undefined || Number(digits) < min || Number(digits) > max) return false;
    state.at += digits.length;
    put(state, Number(digits));
    return true;
  };
}

/** Reads a name in full or by its first three letters. */
const name =
  (names: readonly string[], put: (state: State, at: number) => void): Directive =>
  (state) => {
    // No name is longer than nine letters.
    const rest = state.text.slice(state.at, state.at + 9).toLowerCase();
    for (const [at, full] of names.entries()) {
      const found = [full, full.slice(0, 3)].find((form) => rest.startsWith(form.toLowerCase()));
      if (found === undefined) continue;
      state.at += found.length;
      put(state, at);
      return true;
    }
    return false;
  };

function skipSpace(state: State): void {
  while (/\s/.test(state.text[state.at] ?? "")) state.at++;
}

const zone: Directive = (state) => {
  const found = /^(?:Z|([+-])(\d\d):?(\d\d)?)/.exec(state.text.slice(state.at, state.at + 6));
  if (found === null) return false;
  state.at += found[0].length;
  const minutes = Number(found[2] ?? 0) * 60 + Number(found[3] ?? 0);
  state.offset = (found[1] === "-" ? -1 : 1) * minutes * 60;
  return true;
};

const weekday = name(weekdays, ({ time }, at) => {
  time.weekday = at;
});
const month = name(months, ({ time }, at) => {
  time.month = at;
});
const day = number(
  2,
  ({ time }, value) => {
    time.day = value;
  },
  1,
  31,
);
const hours = number(
  2,
  ({ time }, value) => {
    time.hours = value;
  },
  0,
  23,
);
const hours12 = number(
  2,
  ({ time }, value) => {
    time.hours = value % 12;
  },
  1,
  12,
);
/** The number of a week is read and tells nothing, as in C. */
const week = number(2, () => {}, 0, 53);
const space: Directive = (state) => {
  skipSpace(state);
  return true;
};

const directives: Record<string, Directive> = {
  a: weekday,
  A: weekday,
  b: month,
  B: month,
  h: month,
  c: (state) => read(state, "%a %b %e %H:%M:%S %Y"),
  d: day,
  e: day,
  D: (state) => read(state, "%m/%d/%y"),
  F: (state) => read(state, "%Y-%m-%d"),
  H: hours,
  k: hours,
  I: hours12,
  l: hours12,
  j: number(
    3,
    (state, value) => {
      state.yearday = value;
    },
    1,
    366,
  ),
  m: number(
    2,
    ({ time }, value) => {
      time.month = value - 1;
    },
    1,
    12,
  ),
  M: number(
    2,
    ({ time }, value) => {
      time.minutes = value;
    },
    0,
    59,
  ),
  n: space,
  t: space,
  p: (state) => {
    const found = /^(am|pm)/i.exec(state.text.slice(state.at, state.at + 2));
    if (found === null) return false;
    state.at += 2;
    state.afternoon = found[0].toLowerCase() === "pm";
    return true;
  },
  r: (state) => read(state, "%I:%M:%S %p"),
  R: (state) => read(state, "%H:%M"),
  x: (state) => read(state, "%m/%d/%y"),
  X: (state) => read(state, "%H:%M:%S"),
  s: number(20, (state, value) => {
    state.epoch = value;
  }),
  S: number(
    2,
    ({ time }, value) => {
      time.seconds = value;
    },
    0,
    60,
  ),
  T: (state) => read(state, "%H:%M:%S"),
  u: number(
    1,
    ({ time }, value) => {
      time.weekday = value % 7;
    },
    1,
    7,
  ),
  w: number(
    1,
    ({ time }, value) => {
      time.weekday = value;
    },
    0,
    6,
  ),
  C: number(2, (state, value) => {
    state.century = value;
  }),
  U: week,
  V: week,
  W: week,
  y: number(
    2,
    ({ time }, value) => {
      time.year = value < 69 ? 2000 + value : 1900 + value;
    },
    0,
    99,
  ),
  Y: number(4, ({ time }, value) => {
    time.year = value;
  }),
  z: zone,
  Z: (state) => {
    const found = /^[A-Za-z]+/.exec(state.text.slice(state.at));
    if (found === null) return false;
    state.at += found[0].length;
    return true;
  },
  "%": (state) => state.text[state.at++] === "%",
};

function read(state: State, format: string): boolean {
  for (let at = 0; at < format.length; at++) {
    const char = format[at]!;
    if (char === "%") {
      let letter = format[++at] ?? "";
      if (letter === "E" || letter === "O") letter = format[++at] ?? "";
      const directive = Object.hasOwn(directives, letter) ? directives[letter]! : null;
      if (directive === null || !directive(state)) return false;
    } else if (/\s/.test(char)) skipSpace(state);
    else if (state.text[state.at++] !== char) return false;
  }
  return true;
}

/** Reads a time by C's `strptime` directives, and says what is left over. Null when the text does not fit. */
export function parseTime(text: string, format: string): { time: BrokenDown; rest: string } | null {
  const time = { year: 1970, month: 0, day: 1, hours: 0, minutes: 0, seconds: 0, weekday: 0, yearday: 0 };
  const state: State = {
    text,
    at: 0,
    time,
    afternoon: null,
    century: null,
    yearday: null,
    offset: 0,
    epoch: null,
  };
  if (!read(state, format)) return null;
  const rest = text.slice(state.at);
  if (state.epoch !== null) return { time: fromSeconds(state.epoch), rest };
  if (state.century !== null) time.year = state.century * 100 + (time.year % 100);
  // The day of the year counts where no date is given.
  if (state.yearday !== null && time.month === 0 && time.day === 1) time.day = state.yearday;
  if (state.afternoon === true && time.hours < 12) time.hours += 12;
  // A day or second that its month or minute does not have runs over into the next.
  return { time: fromSeconds(toSeconds(time)), rest };
}
