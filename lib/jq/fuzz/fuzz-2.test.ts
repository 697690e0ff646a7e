import { compareShard } from "./shard";

compareShard(2);
