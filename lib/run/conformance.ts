import { describe } from "vitest";
import { describeAsking } from "./conformance/asking";
import { type EngineUnderTest, kitOf } from "./conformance/kit";
import { describeLog } from "./conformance/log";
import { describePins } from "./conformance/pins";
import { describeReports } from "./conformance/reports";
import { describeRestart } from "./conformance/restart";
import { describeWaiting } from "./conformance/waiting";
import { describeWalking } from "./conformance/walking";

/** What every engine does. An adapter passes when all of this does. */
export function describeEngine(name: string, make: () => Promise<EngineUnderTest>): void {
  describe(`${name} engine`, () => {
    const kit = kitOf(make);
    describeWalking(kit);
    describeReports(kit);
    describeLog(kit);
    describeRestart(kit);
    describeWaiting(kit);
    describeAsking(kit);
    describePins(kit);
  });
}
