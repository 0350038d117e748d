package io.slipway.scheduler;

/**
 * What one rule found at one host, whether it holds or not.
 *
 * @param rule a short, stable name: {@code ready}, {@code drain}, {@code cordon}, {@code move}, {@code
 *     labels}, {@code per-host}, {@code memory}, {@code cpu}
 * @param holds whether the host may take the request as far as this rule goes
 * @param words with numbers: "memory needs 768 MB, free 512 MB"
 */
public record Finding(String rule, boolean holds, String words) {}
