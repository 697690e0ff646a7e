import { Command, CommanderError } from "commander";
import packageJson from "../../package.json";
import { exit, Refusal } from "./exit";

const codes = (lines: string[]) => `\nExit codes:\n${lines.map((line) => `  ${line}`).join("\n")}\n`;
const collect = (value: string, before: string[]) => [...before, value];

const program = new Command("slipway")
  .description("Checks, converts and runs Port workflows, and renders their templates. Needs no server.")
  .version(packageJson.version)
  .showHelpAfterError("Run the command with --help to see how it is used.")
  .exitOverride();

program
  .command("check")
  .description("Report every problem of workflow documents, with its place.")
  .argument("<file...>", "workflow documents; - is standard input")
  .option(
    "--json",
    "print one JSON object: { ok, problems: [{ file, line, column, pointer, code, severity, message }] }",
  )
  .addHelpText(
    "after",
    codes([
      "0  no errors (warnings are allowed)",
      "1  at least one error",
      "2  a file could not be read, or wrong usage",
    ]),
  )
  .action(async (files: string[], options: { json?: true }) => {
    const { checkFiles } = await import("./check");
    process.exitCode = await checkFiles(files, options.json === true);
  });

program
  .command("convert")
  .description("Print a workflow document in the current form. A current one comes out byte for byte.")
  .argument("<file>", "workflow document; - is standard input")
  .addHelpText(
    "after",
    `\nWhat was changed is told on standard error.\n${codes(["0  the document was printed", "1  it is not a workflow document", "2  the file could not be read, or wrong usage"])}`,
  )
  .action(async (file: string) => {
    const { convertFile } = await import("./convert");
    process.exitCode = await convertFile(file);
  });

program
  .command("run")
  .description("Run a workflow document in this process and print each node as it happens.")
  .argument("<file>", "workflow document; - is standard input")
  .option("--trigger <id>", "the trigger node to start from; needed when there are several")
  .option(
    "--input <name=value>",
    "an input; read as the type that the trigger declares (repeatable)",
    collect,
    [],
  )
  .option("--inputs <file>", "a JSON object with inputs; --input wins over it")
  .option("--secret <name=envvar>", "take a secret from an environment variable (repeatable)", collect, [])
  .option("--host <from=to>", "send requests for one base URL to another (repeatable)", collect, [])
  .option("--json", "print a JSON line for each event of the run")
  .addHelpText(
    "after",
    `
A target of --host may be on this machine or in a private network; other addresses there stay refused unless
SLIPWAY_EGRESS_ALLOW names them. Secrets are shown as ‹secret:name› in everything that is printed. An
asynchronous webhook (synchronized: false) has nobody to report on it here: the run ends when nothing else
is left to do, and its node is printed as waiting.

With --json each line is an event: { seq, at, type, ... }; the last one has the type run.completed.
${codes(["0  the run ended with SUCCESS", "1  the run failed", "2  the document, an input or the usage is wrong; nothing ran", "3  the run was cancelled, or was left waiting for a report from outside"])}`,
  )
  .action(async (file: string, options: import("./run").RunOptions) => {
    const { runFile } = await import("./run");
    process.exitCode = await runFile(file, options);
  });

program
  .command("render")
  .description("Render a template with a context, both read from standard input.")
  .option("--batch", "read one JSON value on each line, and answer each with a line, in order")
  .addHelpText(
    "after",
    `
Input:   { "template": any, "context": any, "options"?: { "throwOnError"?: boolean } }
Output:  { "value": any }, or { "undefined": true } when the result is undefined,
         or { "error": { "kind": "template" | "compile" | "runtime" | "limit", "message": text } }
A line of a batch that is not such input is answered with an error of the kind "input".
${codes(["0  rendered; with --batch always, when standard input could be read", "1  the answer is an error (without --batch)", "2  standard input is not such JSON, or wrong usage"])}`,
  )
  .action(async (options: { batch?: true }) => {
    const { renderInput } = await import("./render");
    process.exitCode = await renderInput(options.batch === true);
  });

program
  .command("jq")
  .description("Run a jq program on an input, both read from standard input.")
  .option("--batch", "read one JSON value on each line, and answer each with a line, in order")
  .addHelpText(
    "after",
    `
Input:   { "program": text, "input": any }
Output:  { "outputs": [any, ...], "error"?: { "kind": "compile" | "runtime" | "limit", "message": text } }
         with every output that came before the error
A line of a batch that is not such input is answered with an error of the kind "input".
${codes(["0  the program ended; with --batch always, when standard input could be read", "1  the program failed (without --batch)", "2  standard input is not such JSON, or wrong usage"])}`,
  )
  .action(async (options: { batch?: true }) => {
    const { evaluateInput } = await import("./jq");
    process.exitCode = await evaluateInput(options.batch === true);
  });

program
  .command("agent")
  .description(
    "Make the requests of nodes with agent: true from inside a private network, for a server outside.",
  )
  .option("--server <url>", "the Slipway server", "http://127.0.0.1:3000")
  .option("--interval <seconds>", "how long to wait before looking again while there is no work", "10")
  .option("--limit <count>", "requests at a time, 1 to 100", "10")
  .option("--visibility <seconds>", "how long a claim holds; by default as long as the longest request")
  .option("--timeout <seconds>", "for a connection, for headers, and for more of a body; 1 to 140", "30")
  .addHelpText(
    "after",
    `
The agent asks the server for work and needs no open port. It signs in as an API client with
SLIPWAY_AGENT_CLIENT_ID and SLIPWAY_AGENT_CLIENT_SECRET, and signs each request with that secret:
X-Port-Timestamp (seconds), and X-Port-Signature: v1,<Base64 of HMAC-SHA-256 over "<timestamp>.<body>">.
Prints a JSON line for each event. SIGTERM lets requests in flight finish; a second one stops at once.
${codes(["0  stopped in good order", "1  stopped at once", "2  a setting is missing, or wrong usage"])}`,
  )
  .action(async (options: import("./agent").AgentOptions) => {
    const { runAgent } = await import("./agent");
    process.exitCode = await runAgent(options);
  });

// A reader that has seen enough (`| head`) is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(exit.ok);
  throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? exit.ok : exit.usage;
  else if (error instanceof Refusal) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error.code;
  } else throw error;
}
