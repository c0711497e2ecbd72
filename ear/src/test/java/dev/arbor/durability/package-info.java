/** What survives: servers are killed, stopped and started again, and what they had promised is counted afterwards. */
package dev.arbor.durability;
