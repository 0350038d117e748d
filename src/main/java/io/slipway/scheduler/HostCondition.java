package io.slipway.scheduler;

/**
 * A host and what is left of it.
 *
 * @param freeMemory in bytes; negative when more is placed there than it has
 * @param freeCpu in thousandths of a core, over-commit included; may be negative too
 * @param cohortCopies copies that count for the limit of the request at hand; 0 where it has none
 * @param score for the request at hand
 */
record HostCondition(SchedulableHost host, long freeMemory, long freeCpu, int cohortCopies, Score score) {}
