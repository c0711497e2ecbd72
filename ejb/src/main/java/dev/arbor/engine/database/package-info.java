/**
 * Where rows are kept: bringing the schema up to date before anything else starts, handing out ids, and the objects by
 * which others reach the database. Knows no table but the sequences; queries live with what they ask about.
 */
package dev.arbor.engine.database;
