/**
 * What the engine offers to those in front of it: commands, questions and the values they speak in. Interfaces, records
 * and enums only; no entity, no transport, nothing of Jakarta EE.
 */
package dev.arbor.engine.api;
