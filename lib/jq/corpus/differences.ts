/** Where we differ from the oracle on purpose: the reason, then programs, each with its input where that matters. */
const meant: Record<string, readonly string[]> = {
  "there is no process around us: no environment, no files, no input stream, no modules": [
    "env.HOME | type",
    "$ENV.PATH | type",
    '$ENV | has("PATH")',
    "input_filename | type",
    "halt",
    "1, halt, 2",
    "halt_error",
    '"bye" | halt_error',
    "{} | halt_error(1)",
    'halt_error("x")',
    "modulemeta",
    '"x" | modulemeta',
    "path(env)",
    "env.PAGER = 1",
  ],
  "other releases of jq have it, and it takes nothing away": [
    "toarray",
    "ascii",
    "leaf_paths",
    'dateadd("seconds"; 10)',
    'datesub("seconds"; 10)',
    "@base32",
    "@base32d",
    "gamma",
    '"abc".[1:2]',
    'from_entries << [{"name":"a","value":1},{"Name":"b","Value":2},{"Key":"c","value":3},{"k":"d","v":4},{"K":"e","V":5}]',
  ],
  "bounds that are no numbers are refused at once": ['range(0;3;"a")'],
  "the C library that the oracle was built with lacks or mistakes it; ours does as the usual one": [
    'strptime("%j %Y")',
    'strptime("%Y %j")',
    'strptime("%I:%M %p") << "12:30 am"',
    'strptime("%s")',
    'strptime("%e")',
    'strptime("%k:%M")',
    'strptime("%l %p")',
    'strptime("%Y-%m-%dT%H:%M:%S%Z")',
    'strptime("%H:%M %Z")',
    'strptime("%u")',
    'strptime("%Y-%m-%d") << " 2015-03-05"',
    'strftime("%H %I %k %l %M %S %p")',
    'strftime("%I %l %p")',
    'strftime("%Z %z")',
    'strftime("%P")',
    'strftime("%E %Q")',
    'strftime("%-d %_d %^a %#Z")',
    'strflocaltime("%Y-%m-%dT%H:%M:%S %Z")',
    "gmtime << -62135596800",
    "mktime << [0,0,1,0,0,0,0,0]",
  ],
  "a time beyond the calendar is an error, not the year 1900": [
    'strftime("%Y-%m-%dT%H:%M:%SZ") << 1e18',
    "gmtime << 1e15",
    "gmtime << 1e18",
    "gmtime << nan",
    "try gmtime catch . << 1e100",
  ],
  "the last digits of special functions are another library's": [
    "lgamma_r << -0.5",
    "j1 << 0",
    "y0 << 1",
    "y1 << 1",
    "j0 << 1.5",
    "j1 << 1.5",
    "jn(2; 1.5)",
    "yn(2; 1.5)",
    "erf << 1",
    "erfc << 1",
  ],
};

const reasons = new Map(
  Object.entries(meant).flatMap(([reason, programs]) =>
    programs.map((program) => [program, reason] as const),
  ),
);

/** Why we differ from jq on a program and its input, where we do. */
export const differsOnPurpose = (program: string, input: string): string | undefined =>
  reasons.get(`${program} << ${input}`) ?? reasons.get(program);
