/**
 * Where imported handlers are kept: rows, pieces of packages and sealed secrets in the database, which all servers share.
 * Knows no Ruby; whoever runs handlers asks {@link dev.arbor.engine.handler.store.HandlerCatalog}.
 */
package dev.arbor.engine.handler.store;
