/**
 * This server among the servers of its cluster: what it is called, that it is alive, and what it has counted. Rows that a
 * server has in hand when it dies are taken back by the others.
 */
package dev.arbor.engine.member;
