/** Measurements, one class each, listed in {@link dev.arbor.bench.Benchmarks}. Nothing that the application needs. */
package dev.arbor.bench;
