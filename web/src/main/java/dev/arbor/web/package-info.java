/**
 * What every HTTP resource stands on: JSON in and out, errors, parameters, who calls. Resources live in a package for
 * each API. They talk to the api packages of the other modules and to nothing behind them.
 */
package dev.arbor.web;
