/** The Task API from outside: what it promises, and what it says to those who break its rules. */
package dev.arbor.task;
