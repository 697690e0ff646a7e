/** Goes through the interpreter when its run is to be left as it is, for another process or a later start. */
export class RunLeft extends Error {}

/** Thrown into a run that waits, to take it out of memory: its log has all of it. */
export class RunParked extends Error {}
