import type { Json } from "../../base/json";

/** A command, the request that it means, and the flags that are not plainly used. */
export interface Example {
  command: string;
  /** The config without its type. */
  config: { url: string; method: string; headers?: Record<string, string>; body?: Json };
  /** Flags that are kept as notes, in order. */
  notes?: string[];
  /** Flags that no node can say, in order. */
  lost?: string[];
}

const url = "https://api.example.com/x";
const form = { "Content-Type": "application/x-www-form-urlencoded" };
const get = (headers?: Record<string, string>) => ({ url, method: "GET", ...(headers ? { headers } : {}) });
const posted = (body: Json, headers: Record<string, string> = form) => ({
  url,
  method: "POST",
  headers,
  body,
});
const raw = String.raw;

/** Commands of the kinds that people paste, each quoting and flag at least once. */
export const corpus: readonly Example[] = [
  // Methods and addresses
  { command: `curl ${url}`, config: get() },
  { command: `$ curl ${url}`, config: get() },
  { command: `curl '${url}'\n`, config: get() },
  { command: `curl.exe "${url}"`, config: get() },
  { command: `curl --url ${url}`, config: get() },
  { command: `curl --url=${url} --request=DELETE`, config: { url, method: "DELETE" } },
  { command: `curl -XDELETE ${url}`, config: { url, method: "DELETE" } },
  { command: `curl -X patch ${url}`, config: { url, method: "PATCH" } },
  { command: `curl ${url} -X POST`, config: { url, method: "POST" } },
  { command: `curl -sSXPOST ${url}`, config: { url, method: "POST" }, notes: ["-s", "-S"] },
  { command: `curl -X OPTIONS ${url}`, config: get(), lost: ["-X"] },
  { command: `curl -I ${url}`, config: get(), lost: ["-I"] },
  { command: `curl --user-ag Bot/1 ${url}`, config: get({ "User-Agent": "Bot/1" }) },
  { command: "curl example.com/a?b=1", config: { url: "http://example.com/a?b=1", method: "GET" } },
  { command: "curl localhost:3000", config: { url: "http://localhost:3000", method: "GET" } },
  {
    command: "curl ftp://example.com/a",
    config: { url: "ftp://example.com/a", method: "GET" },
    lost: ["URL"],
  },
  { command: `curl ${url} https://example.com/second`, config: get(), lost: ["URL"] },
  { command: `curl ${url} --next -d a https://example.com/second`, config: get(), lost: ["--next"] },
  { command: `curl -- ${url}`, config: get() },
  {
    command: "curl 'https://example.com/{a,b}'",
    config: { url: "https://example.com/{a,b}", method: "GET" },
    lost: ["URL"],
  },
  {
    command: "curl -g 'https://example.com/?ids[0-1]=2'",
    config: { url: "https://example.com/?ids[0-1]=2", method: "GET" },
    notes: ["-g"],
  },
  { command: "curl 'http://[::1]:8080/a'", config: { url: "http://[::1]:8080/a", method: "GET" } },
  // Headers
  { command: `curl -H 'Accept: text/plain' ${url}`, config: get({ Accept: "text/plain" }) },
  { command: `curl -HX-A:1 -H 'X-B:  two ' ${url}`, config: get({ "X-A": "1", "X-B": "two" }) },
  { command: `curl --header="X-A: 1" ${url}`, config: get({ "X-A": "1" }) },
  { command: `curl -H 'X-A: 1' -H 'x-a: 2' ${url}`, config: get({ "X-A": "1, 2" }) },
  { command: `curl -H 'X-Empty;' ${url}`, config: get({ "X-Empty": "" }) },
  {
    command: `curl -H 'Expect:' -H 'Accept:' ${url}`,
    config: get(),
    notes: ["-H Expect"],
    lost: ["-H Accept"],
  },
  { command: `curl -H 'nonsense' ${url}`, config: get(), notes: ["-H nonsense"] },
  { command: `curl -H 'Host: other' -H 'X Y: 1' ${url}`, config: get(), lost: ["-H Host", "-H X Y"] },
  { command: `curl -H @headers.txt ${url}`, config: get(), lost: ["-H"] },
  {
    command: `curl -A 'Bot/1' -e https://example.com/ ${url}`,
    config: get({ "User-Agent": "Bot/1", Referer: "https://example.com/" }),
  },
  { command: `curl -A weak -H 'user-agent: strong' ${url}`, config: get({ "user-agent": "strong" }) },
  {
    command: `curl -e 'https://a.example;auto' ${url}`,
    config: get({ Referer: "https://a.example" }),
    notes: ["-e ;auto"],
  },
  { command: `curl -r 0-99 ${url}`, config: get({ Range: "bytes=0-99" }) },
  // Cookies
  { command: `curl -b 'a=1; b=2' ${url}`, config: get({ Cookie: "a=1; b=2" }) },
  { command: `curl -b a=1 --cookie b=2 -H 'Cookie: c=3' ${url}`, config: get({ Cookie: "a=1; b=2; c=3" }) },
  { command: `curl -b jar.txt -c jar.txt ${url}`, config: get(), lost: ["-b", "-c"] },
  { command: `curl -b '' ${url}`, config: get(), notes: ["-b"] },
  // Logging in
  {
    command: `curl -u me:secret ${url}`,
    config: get({ Authorization: 'Basic {{ "me:secret" | @base64 }}' }),
  },
  {
    command: `curl -u 'me:a"b' --basic ${url}`,
    config: get({ Authorization: raw`Basic {{ "me:a\"b" | @base64 }}` }),
    notes: ["--basic"],
  },
  {
    command: `curl -u "$ME:\${PASS}" ${url}`,
    config: get({ Authorization: 'Basic {{ .secrets["ME"] + ":" + .secrets["PASS"] | @base64 }}' }),
  },
  { command: `curl -u me ${url}`, config: get(), lost: ["-u"] },
  {
    command: `curl --digest -u me:x ${url}`,
    config: get({ Authorization: 'Basic {{ "me:x" | @base64 }}' }),
    lost: ["--digest"],
  },
  { command: `curl -u me:x -H 'Authorization: Bearer t' ${url}`, config: get({ Authorization: "Bearer t" }) },
  {
    command: `curl --oauth2-bearer "$T" ${url}`,
    config: get({ Authorization: 'Bearer {{ .secrets["T"] }}' }),
  },
  {
    command: "curl https://me:p%40ss@api.example.com/x",
    config: get({ Authorization: 'Basic {{ "me:p@ss" | @base64 }}' }),
  },
  // Data
  { command: `curl -d a=1 ${url}`, config: posted("a=1") },
  { command: `curl -d a=1 --data b=2 --data-ascii c=3 ${url}`, config: posted("a=1&b=2&c=3") },
  { command: `curl -da=1 ${url}`, config: posted("a=1") },
  { command: `curl --data-raw '@a' ${url}`, config: posted("@a") },
  {
    command: `curl --data-binary 'one\ntwo' -H 'Content-Type: text/plain' ${url}`,
    config: posted("one\ntwo", { "Content-Type": "text/plain" }),
  },
  {
    command: `curl --data-binary @file.bin ${url}`,
    config: { url, method: "POST" },
    lost: ["--data-binary"],
  },
  { command: `curl -d '' ${url}`, config: { url, method: "POST" } },
  { command: `curl -d '{"a":[1,true,null]}' ${url}`, config: posted({ a: [1, true, null] }) },
  {
    command: `curl -H 'Content-Type: application/json' -d '{"a": {"b": 1}}' ${url}`,
    config: posted({ a: { b: 1 } }, { "Content-Type": "application/json" }),
  },
  {
    command: `curl -H 'content-type: application/json' -d '[1, 2]' ${url}`,
    config: { url, method: "POST", body: [1, 2] },
  },
  {
    command: `curl --json '{"a":' --json '1}' ${url}`,
    config: posted({ a: 1 }, { accept: "application/json" }),
  },
  {
    command: `curl --json '{"a":1.0}' ${url}`,
    config: posted({ a: 1 }, { accept: "application/json" }),
    notes: ["--json"],
  },
  { command: `curl --json '"text"' ${url}`, config: posted("text", { accept: "application/json" }) },
  { command: `curl --json 42 ${url}`, config: posted("{{ 42 }}", { accept: "application/json" }) },
  {
    command: `curl --json nonsense ${url}`,
    config: posted("nonsense", { accept: "application/json" }),
    lost: ["--json"],
  },
  { command: `curl -X PUT -d a ${url}`, config: { ...posted("a"), method: "PUT" } },
  { command: `curl -X DELETE -d a ${url}`, config: { url, method: "DELETE" }, lost: ["-d"] },
  { command: `curl -T file ${url}`, config: { url, method: "PUT" }, lost: ["-T"] },
  { command: `curl -d 'x={"a":{"b":1}}' ${url}`, config: posted('x={"a":{"b":1{{ "}}" }}') },
  { command: `curl -d 'n={{ .outputs.trigger.n }}' ${url}`, config: posted("n={{ .outputs.trigger.n }}") },
  // Percent-encoding and queries
  { command: `curl --data-urlencode 'q=a b&ü' ${url}`, config: posted("q=a%20b%26%C3%BC") },
  { command: `curl --data-urlencode '=a=b' --data-urlencode "it's" ${url}`, config: posted("a%3Db&it%27s") },
  {
    command: `curl --data-urlencode q@file ${url}`,
    config: { url, method: "POST" },
    lost: ["--data-urlencode"],
  },
  { command: `curl --data-urlencode "q=$Q!" ${url}`, config: posted('q={{ .secrets["Q"] | @uri }}%21') },
  {
    command: `curl --data-urlencode 'q={{ .outputs.a.b }}' ${url}`,
    config: posted("q={{ (.outputs.a.b) | @uri }}"),
  },
  {
    command: `curl -G -d a=1 --data-urlencode 'b=x y' ${url}`,
    config: { url: `${url}?a=1&b=x%20y`, method: "GET" },
  },
  {
    command: `curl --get '${url}?z=0#top' -d a=1 -X DELETE`,
    config: { url: `${url}?z=0&a=1#top`, method: "DELETE" },
  },
  {
    command: `curl --url-query 'a=b c' --url-query +d=%20 ${url}`,
    config: { url: `${url}?a=b%20c&d=%20`, method: "GET" },
  },
  // Forms
  {
    command: `curl -F a=1 -F 'b="x;y";type=text/plain' --form-string c=@d ${url}`,
    config: posted(
      [
        '--slipway-form\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n',
        '--slipway-form\r\nContent-Disposition: form-data; name="b"\r\nContent-Type: text/plain\r\n\r\nx;y\r\n',
        '--slipway-form\r\nContent-Disposition: form-data; name="c"\r\n\r\n@d\r\n--slipway-form--\r\n',
      ].join(""),
      { "Content-Type": "multipart/form-data; boundary=slipway-form" },
    ),
  },
  { command: `curl -F file=@photo.png ${url}`, config: { url, method: "POST" }, lost: ["-F"] },
  { command: `curl -F nonsense ${url}`, config: { url, method: "POST" }, lost: ["-F"] },
  // Quoting of sh
  { command: `curl \\\n  -H 'A: 1' \\\r\n  ${url}`, config: get({ A: "1" }) },
  { command: `curl -d 'it'\\''s' ${url}`, config: posted("it's") },
  { command: raw`curl -d "a\"b\\c\$d\e" ` + url, config: posted(raw`a"b\c$d\e`) },
  { command: `curl -d "one\\\ntwo" ${url}`, config: posted("onetwo") },
  { command: raw`curl -d $'a\n\'\x41\u00fc\303\274\U0001F600\101\t' ` + url, config: posted("a\n'Aüü😀A\t") },
  { command: raw`curl -d a\ b ` + url, config: posted("a b") },
  { command: `curl -d "a=$(date)" ${url}`, config: posted("a=$(date)"), lost: ["$(date)"] },
  { command: `curl -d \`id\` ${url}`, config: posted("`id`"), lost: ["`id`"] },
  { command: `curl ${url} | jq .`, config: get(), lost: ["| jq ."] },
  { command: `curl ${url} # why`, config: get(), notes: ["# why"] },
  { command: `curl ${url}?a=1&b=2`, config: { url: `${url}?a=1`, method: "GET" }, lost: ["&b=2"] },
  { command: `curl ${url} > out.json`, config: get(), lost: ["> out.json"] },
  { command: `curl "$BASE/x"`, config: { url: '{{ .secrets["BASE"] }}/x', method: "GET" } },
  {
    command: `curl --json '{"k":"'"$K"'"}' ${url}`,
    config: posted({ k: '{{ .secrets["K"] }}' }, { accept: "application/json" }),
  },
  // cmd and PowerShell
  {
    command: `curl "${url}" ^\n  -H "A: 1" ^\r\n  --data-raw "{\\"a\\":1}"`,
    config: posted({ a: 1 }, { A: "1", ...form }),
  },
  {
    command: `curl ^"${url}^" ^\r\n  -H ^"A: x^&y^" ^\r\n  --data-raw ^"^{^\\^"a^\\^":^\\^"1^%^20^\\^"^}^"`,
    config: posted({ a: "1%20" }, { A: "x&y", ...form }),
  },
  {
    command: `curl "${url}" ^\n -H "T: %MY_TOKEN%" -d "a""b"`,
    config: posted('a"b', { T: '{{ .secrets["MY_TOKEN"] }}', ...form }),
  },
  { command: `curl "${url}" ^\n -s & echo done`, config: get(), notes: ["-s"], lost: ["& echo done"] },
  {
    command: `curl.exe \`\n  -H "T: $env:MY_TOKEN" \`\r\n  -d 'it''s' ${url}`,
    config: posted("it's", { T: '{{ .secrets["MY_TOKEN"] }}', ...form }),
  },
  { command: `curl.exe ${url} \`\n -d "a\`n\`"b" -d '{\\"c\\":1}'`, config: posted('a\n"b&{"c":1}') },
  // What belongs to curl alone
  {
    command: `curl -vskL --compressed -m 5 --connect-timeout 2 --retry 3 -f -o out ${url}`,
    config: get(),
    notes: ["-v", "-s", "-L", "--compressed", "-m", "--connect-timeout", "--retry", "-f", "-o"],
    lost: ["-k"],
  },
  {
    command: `curl -x proxy:80 --cacert a --resolve a:1:b ${url}`,
    config: get(),
    lost: ["-x", "--cacert", "--resolve"],
  },
  { command: `curl --nonsense ${url} -d`, config: get(), lost: ["--nonsense", "-d"] },
  {
    command: `curl --no-keepalive --no-buffer --http2 ${url}`,
    config: get(),
    notes: ["--no-keepalive", "--no-buffer", "--http2"],
  },
];
