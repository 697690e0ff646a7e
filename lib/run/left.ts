/** Goes through the interpreter when its run is to be left as it is, for another process or a later start. */
export class RunLeft extends Error {}
