/**
 * What operators read and turn over JMX: one MXBean for the engine, one for triggers, one for expressions. Nothing is
 * counted here; the gauges show what the rest of the engine has counted.
 */
package dev.arbor.engine.gauge;
